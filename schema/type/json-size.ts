import { integerBounds } from "./integer-bounds.ts";
import type { NumberType, TypeModel } from "./model.ts";
import type { Writer } from "./pattern-size.ts";
import { type Measure, maxStringBytes } from "./string-size.ts";

/** The bytes that a character can become in JSON: `\u0000`. */
const JSON_BYTES_PER_CHARACTER = 6;

/** The longest that JSON writes a double: `-0.0000012345678901234567`. */
const JSON_BYTES_OF_DOUBLE = 25;

/** The length of a date as JSON: zod accepts no year of more than four digits. */
const JSON_BYTES_OF_DATE = '"2026-11-24T13:46:00.000Z"'.length;

/** What JSON escapes: `\u0000`, `\n`, `\"`. Well-formed JSON escapes half of a surrogate pair as well. */
const JSON_WRITER: Writer = {
  longer: new Map(
    [...Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)), '"', "\\"].map(
      (character) => [character, JSON.stringify(character).length - 2],
    ),
  ),
  surrogate: JSON_BYTES_PER_CHARACTER,
};

/** As the longest JSON, of control characters. */
const AS_JSON: Measure = { perCharacter: JSON_BYTES_PER_CHARACTER, writer: JSON_WRITER };

/** The most bytes that a value of a type takes as JSON; `Infinity` if it has no maximum size. */
export function maxJsonBytes(type: TypeModel, measure: Measure = AS_JSON): number {
  const go = (inner: TypeModel) => maxJsonBytes(inner, measure);
  switch (type.kind) {
    case "string":
      return 2 + maxStringBytes(type, measure);
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
      return listBytes(type.max ?? Infinity, go(type.element));
    case "tuple": {
      const items = type.items.reduce((sum, item) => sum + go(item) + 1, 2);
      return type.rest === undefined ? items : Infinity;
    }
    case "object":
      return type.unknown === "loose"
        ? Infinity
        : type.properties.reduce((sum, { name, type }) => sum + jsonBytes(name) + 2 + go(type), 2);
    case "record":
      return type.key.kind === "string" || type.mode === "loose"
        ? Infinity
        : type.key.values.reduce((sum, key) => sum + jsonBytes(key) + 2 + go(type.value), 2);
    case "union":
      return Math.max(...type.options.map(go));
    case "nullable":
      return Math.max(4, go(type.inner));
    case "optional":
    case "nonoptional":
    case "readonly":
    case "prefault":
    case "authored":
      return go(type.inner);
    // One object with the content of both is not longer than both together.
    case "intersection":
      return go(type.left) + go(type.right);
    // zod does not check a default against its type.
    case "default":
    case "catch":
      return Math.max(go(type.inner), jsonBytes(type.value));
    case "pipe":
      return type.codec === "date" ? JSON_BYTES_OF_DATE : go(type.in);
    // A type that contains itself has no longest form; the others never become JSON.
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
  if (!type.int) return JSON_BYTES_OF_DOUBLE;
  const { min, max } = integerBounds(type);
  return Math.max(jsonBytes(min), jsonBytes(max));
}

/** An array of `count` elements with its brackets and commas. */
function listBytes(count: number, element: number): number {
  return count === 0 ? 2 : 1 + count * (element + 1);
}

function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? "");
}
