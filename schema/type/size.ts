import type { NumberType, StringType, TypeModel } from "./model.ts";

/** The longest text of formats that bound it, in ASCII characters. */
const FORMAT_LENGTHS: Readonly<Record<string, number>> = {
  uuid: 36,
  guid: 36,
  nanoid: 21,
  ulid: 26,
  xid: 20,
  ksuid: 27,
  ipv4: 15,
  cidrv4: 18,
  mac: 17,
  e164: 16,
  date: 10,
};

/** The bytes that one UTF-16 unit can become: in a key at most 3, percent-encoding included. */
const KEY_BYTES_PER_UNIT = 3;

/** The bytes that one UTF-16 unit can become in JSON: `\u0000`. */
const JSON_BYTES_PER_UNIT = 6;

/** The longest a string can be, in UTF-16 units; `Infinity` where nothing bounds it. */
function maxLength(type: StringType): { units: number; ascii: boolean } {
  let units = Infinity;
  let ascii = false;
  for (const check of type.checks) {
    if (check.check === "max_length" || check.check === "length_equals") {
      units = Math.min(units, check.length);
    } else if (check.check === "string_format") {
      const length = FORMAT_LENGTHS[check.format];
      if (length !== undefined) {
        units = Math.min(units, length);
        ascii = true;
      }
    }
  }
  return { units, ascii };
}

/** The most bytes that a string takes in a key. */
export function maxKeyBytes(type: StringType): number {
  const { units, ascii } = maxLength(type);
  return units * (ascii ? 1 : KEY_BYTES_PER_UNIT);
}

/** The most bytes that a value of a type takes as JSON; `Infinity` where nothing bounds it. */
export function maxJsonBytes(type: TypeModel): number {
  switch (type.kind) {
    case "string": {
      const { units, ascii } = maxLength(type);
      return 2 + units * (ascii ? 1 : JSON_BYTES_PER_UNIT);
    }
    case "number":
      return maxNumberBytes(type);
    case "boolean":
      return 5;
    case "null":
      return 4;
    case "literal":
    case "enum":
      return Math.max(...type.values.map(jsonBytes));
    case "array":
      return listBytes(type.max ?? Infinity, maxJsonBytes(type.element));
    case "tuple": {
      const items = type.items.reduce((sum, item) => sum + maxJsonBytes(item) + 1, 2);
      return type.rest === undefined ? items : Infinity;
    }
    case "object":
      return type.unknown === "loose"
        ? Infinity
        : type.properties.reduce(
            (sum, { name, type }) => sum + jsonBytes(name) + 2 + maxJsonBytes(type),
            2,
          );
    case "record":
      return type.key.kind === "string"
        ? Infinity
        : type.key.values.reduce(
            (sum, key) => sum + jsonBytes(key) + 2 + maxJsonBytes(type.value),
            2,
          );
    case "union":
      return Math.max(...type.options.map(maxJsonBytes));
    case "nullable":
      return Math.max(4, maxJsonBytes(type.inner));
    case "optional":
    case "default":
      return maxJsonBytes(type.inner);
    // A type that holds itself has no longest form; bytes and dates never reach JSON.
    case "recursive":
    case "ref":
    case "bytes":
    case "date":
      return Infinity;
  }
}

function maxNumberBytes(type: NumberType): number {
  let smallest = -Number.MAX_SAFE_INTEGER;
  let largest = Number.MAX_SAFE_INTEGER;
  for (const check of type.checks) {
    if (check.check === "greater_than") smallest = Math.max(smallest, check.value);
    if (check.check === "less_than") largest = Math.min(largest, check.value);
  }
  // The longest that JSON writes a double: `-1.2345678901234567e-308`.
  return type.int ? Math.max(jsonBytes(Math.ceil(smallest)), jsonBytes(Math.floor(largest))) : 24;
}

/** An array of `count` elements with its brackets and commas. */
function listBytes(count: number, element: number): number {
  return count === 0 ? 2 : 1 + count * (element + 1);
}

function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
