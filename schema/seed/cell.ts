import type { core } from "zod";
import { safeParse } from "zod/v4/core";
import { jsonOf } from "../json-of.ts";

/** The properties of wrapper types' definitions that have the inner type. */
const INNER = ["innerType", "in"] as const;

/**
 * The types that a field of a type may have: several for a union, none if there is no such field.
 */
export function fieldTypes(type: core.$ZodType, name: string): readonly core.$ZodType[] {
  // zod's definitions differ from type to type, and each part may be absent.
  const def = type._zod.def as unknown as Readonly<Record<string, unknown>>;
  const shape = def["shape"] as Readonly<Record<string, core.$ZodType>> | undefined;
  if (shape !== undefined) {
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    return field !== undefined ? [field] : typesOf(def["catchall"]);
  }
  if (def["type"] === "record") return typesOf(def["valueType"]);
  const around = [
    ...INNER.flatMap((part) => typesOf(def[part])),
    ...typesOf(def["left"]),
    ...typesOf(def["right"]),
    ...((def["options"] as readonly core.$ZodType[] | undefined) ?? []),
    ...(typeof def["getter"] === "function" ? typesOf(def["getter"]()) : []),
  ];
  return around.flatMap((inner) => fieldTypes(inner, name));
}

function typesOf(part: unknown): readonly core.$ZodType[] {
  const isType = typeof part === "object" && part !== null && "_zod" in part;
  // A strict object's catchall accepts nothing.
  return isType && (part as core.$ZodType)._zod.def.type !== "never" ? [part as core.$ZodType] : [];
}

/**
 * Reads a cell's text according to its types: as plain text, or else as a boolean, a number or JSON. A text
 * that fits none of the types is kept, and the record is rejected because of it.
 */
export function readCell(text: string, types: readonly core.$ZodType[]): unknown {
  for (const type of types) {
    for (const value of readings(text)) if (accepts(type, value)) return value;
  }
  return text;
}

/** Whether a field of some types may be `null` but never absent. */
export function isNullable(types: readonly core.$ZodType[]): boolean {
  return (
    types.some((type) => accepts(type, null)) && !types.some((type) => accepts(type, undefined))
  );
}

function* readings(text: string): Generator<unknown> {
  yield text;
  if (/^(?:true|false)$/i.test(text)) yield text.toLowerCase() === "true";
  if (text.trim() !== "" && Number.isFinite(Number(text))) yield Number(text);
  const json = jsonOf(text);
  if (json !== undefined) yield json;
}

function accepts(type: core.$ZodType, value: unknown): boolean {
  try {
    return safeParse(type, value).success;
  } catch {
    // What a refinement of the author's throws is reported with the record.
    return false;
  }
}
