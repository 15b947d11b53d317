import { regexes } from "zod/v4/core";
import type { NumberType, StringType, TypeModel } from "./model.ts";

/** The longest text of a format of ASCII characters: how many, and what punctuation among them. */
interface FormatSize {
  readonly length: number;
  readonly punctuation: string;
  /** How many of the characters can be punctuation. */
  readonly count: number;
}

const FORMAT_SIZES: Readonly<Record<string, FormatSize>> = {
  uuid: { length: 36, punctuation: "-", count: 4 },
  guid: { length: 36, punctuation: "-", count: 4 },
  nanoid: { length: 21, punctuation: "_-", count: 21 },
  ulid: { length: 26, punctuation: "", count: 0 },
  xid: { length: 20, punctuation: "", count: 0 },
  ksuid: { length: 27, punctuation: "", count: 0 },
  ipv4: { length: 15, punctuation: ".", count: 3 },
  cidrv4: { length: 18, punctuation: "./", count: 4 },
  mac: { length: 17, punctuation: ":-.", count: 5 },
  e164: { length: 16, punctuation: "+", count: 1 },
  date: { length: 10, punctuation: "-", count: 2 },
};

/** Nothing bounds an address, but that of zod's own pattern is ASCII. */
const EMAIL_SIZE: FormatSize = { length: Infinity, punctuation: "_'+-.@", count: Infinity };

function isAsciiEmail(check: StringType["checks"][number]): boolean {
  return "pattern" in check && check.pattern === regexes.email.source;
}

/** The bytes that a character takes in a key: 4 in UTF-8. */
const KEY_BYTES_PER_CHARACTER = 4;

/** The bytes that an ASCII character takes in a key where it is percent-encoded: `%3A`. */
const PERCENT_ENCODED_BYTES = 3;

/** The bytes that a character can become in JSON: `\u0000`. */
const JSON_BYTES_PER_CHARACTER = 6;

/** The longest that JSON writes a double: `-0.0000012345678901234567`. */
const JSON_BYTES_OF_DOUBLE = 25;

/** How long a date is as JSON: zod takes no year of more than four digits. */
const JSON_BYTES_OF_DATE = '"2026-11-24T13:46:00.000Z"'.length;

/** The longest a string can be, in code points (`Infinity` where nothing bounds it), and its format. */
function maxLength(type: StringType): { characters: number; format?: FormatSize } {
  let characters = Infinity;
  let format: FormatSize | undefined;
  for (const check of type.checks) {
    if (check.check === "max_length" || check.check === "length_equals") {
      characters = Math.min(characters, check.length);
    } else if (check.check === "overwrite" && check.method !== "trim") {
      // A capital may take several characters, `ß` as `SS`, and so may a normal form; no ASCII does.
      if (format === undefined) characters = Infinity;
    } else if (check.check === "url" && check.normalize === true) {
      characters = Infinity;
    } else if (check.check === "string_format") {
      format = isAsciiEmail(check) ? EMAIL_SIZE : (FORMAT_SIZES[check.format] ?? format);
    }
  }
  return format === undefined
    ? { characters }
    : { characters: Math.min(characters, format.length), format };
}

/**
 * The most bytes that a string takes in a key.
 *
 * @param special the characters that are percent-encoded, which takes three bytes each.
 */
export function maxKeyBytes(type: StringType, special: string): number {
  const { characters, format } = maxLength(type);
  if (format === undefined) return characters * KEY_BYTES_PER_CHARACTER;
  const encoded = [...special].some((character) => format.punctuation.includes(character));
  return encoded
    ? characters + Math.min(characters, format.count) * (PERCENT_ENCODED_BYTES - 1)
    : characters;
}

/** The most bytes that a value of a type takes as JSON; `Infinity` where nothing bounds it. */
export function maxJsonBytes(type: TypeModel): number {
  switch (type.kind) {
    case "string": {
      const { characters, format } = maxLength(type);
      return 2 + characters * (format === undefined ? JSON_BYTES_PER_CHARACTER : 1);
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
      return type.key.kind === "string" || type.mode === "loose"
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
    case "nonoptional":
    case "readonly":
    case "prefault":
    case "authored":
      return maxJsonBytes(type.inner);
    // One form that holds what both do is no longer than the two of them.
    case "intersection":
      return maxJsonBytes(type.left) + maxJsonBytes(type.right);
    // zod does not hold a default to its type.
    case "default":
    case "catch":
      return Math.max(maxJsonBytes(type.inner), jsonBytes(type.value));
    case "pipe":
      return type.codec === "date" ? JSON_BYTES_OF_DATE : maxJsonBytes(type.in);
    // A type that holds itself has no longest form; the others never reach JSON.
    case "recursive":
    case "ref":
    case "bytes":
    case "stream":
    case "date":
    case "bigint":
    case "unknown":
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
  return type.int
    ? Math.max(jsonBytes(Math.ceil(smallest)), jsonBytes(Math.floor(largest)))
    : JSON_BYTES_OF_DOUBLE;
}

/** An array of `count` elements with its brackets and commas. */
function listBytes(count: number, element: number): number {
  return count === 0 ? 2 : 1 + count * (element + 1);
}

function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? "");
}
