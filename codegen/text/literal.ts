import { IDENTIFIER } from "../../schema/identifier.ts";
import { type Doc, list } from "./doc.ts";

/** A property's name in an object literal or a type: quoted only if necessary. */
export function propertyName(name: string): string {
  // Unquoted it would set the object's prototype.
  if (name === "__proto__") return '["__proto__"]';
  return IDENTIFIER.test(name) ? name : stringText(name);
}

/** A string as a literal, in the quotes that need fewer escapes. */
export function stringText(text: string): string {
  const double = JSON.stringify(text);
  if (!text.includes('"') || text.includes("'")) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"')}'`;
}

/** A JSON value as a literal of the language, in one line. */
export function literalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literalText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return primitiveText(value);
  const members = membersOf(value).map(([name, member]) => `${name}: ${literalText(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** A JSON value as a literal of the language, over as many lines as needed. */
export function literalDoc(value: unknown): Doc {
  if (Array.isArray(value)) return list("[", value.map(literalDoc), "]");
  if (typeof value !== "object" || value === null) return primitiveText(value);
  const members = membersOf(value).map(([name, member]) => [`${name}: `, literalDoc(member)]);
  return list("{", members, "}");
}

function primitiveText(value: unknown): string {
  if (Object.is(value, -0)) return "-0";
  return typeof value === "string" ? stringText(value) : (JSON.stringify(value) ?? "undefined");
}

function membersOf(value: object): [string, unknown][] {
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => [propertyName(name), member]);
}
