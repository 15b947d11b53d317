import type { core } from "zod";
import { formOf } from "./authored.ts";
import type { Refuse } from "./checks-of.ts";
import type { RecordType, TypeModel } from "./model.ts";
import { rewrites } from "./rewrites.ts";
import type { Steps, Walk } from "./walk.ts";

/** Describes a record by its keys and values. */
export function describeRecord(
  walk: Walk,
  def: core.$ZodRecordDef,
  steps: Steps,
  refuse: Refuse,
): TypeModel {
  const key = walk.describe(def.keyType, [...steps, "keyType"]);
  const value = walk.describe(def.valueType, [...steps, "valueType"]);
  const record: Omit<RecordType, "key"> = {
    kind: "record",
    value,
    ...(def.partial === true && { mode: "partial" }),
    ...(def.mode === "loose" && { mode: "loose" }),
  };
  const form = formOf(key);
  if (key.kind === "authored" || (form.kind === "string" && rewrites(form))) {
    refuse("a record with keys that are refined or changed");
  }
  if (form.kind === "string") return { ...record, key: form };
  if (form.kind === "number") {
    refuse("a record with numbers as keys");
    return { ...record, key: { kind: "string", checks: [] } };
  }
  const values = textsOf(form);
  if (values !== undefined) return { ...record, key: { kind: "enum", values } };
  return walk.unsupported(steps, "a record whose keys are neither strings, numbers nor literals");
}

/** The possible texts of a key's type with few of them: an enum, literals, and unions of these. */
function textsOf(type: TypeModel): readonly string[] | undefined {
  const form = formOf(type);
  if (form.kind === "enum" || form.kind === "literal") return form.values.map(String);
  if (form.kind !== "union") return undefined;
  const options = form.options.map(textsOf);
  return options.includes(undefined)
    ? undefined
    : [...new Set(options.flatMap((each) => each ?? []))];
}
