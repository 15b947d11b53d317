import type { CollectionModel, PointerModel } from "../../schema/model.ts";
import type { PropertyModel, TypeModel } from "../../schema/type/model.ts";
import { mayBeAbsent } from "../../schema/type/predicates.ts";
import type { CollectionNames } from "../names.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { type Doc, list } from "../text/doc.ts";
import { propertyName } from "../text/literal.ts";
import { objectType } from "../types/object-type.ts";

/** The type of what the pointers of a collection are made of, by their names. */
export function pointersType(
  pointers: readonly PointerModel[],
  { pointers: names }: CollectionNames,
): Doc {
  return objectType(
    pointers.map(({ name }) => `${propertyName(name)}: ${names.get(name)?.params ?? "never"}`),
  );
}

/** Writes what the runtime needs to know about the pointers of a collection. */
export function writePointersSpec(
  writer: CodeWriter,
  pointers: readonly PointerModel[],
  collection: CollectionModel,
  { pointers: names }: CollectionNames,
  scope: Scope,
): void {
  writer.open("pointers: {");
  for (const pointer of pointers) {
    writer.open(`${propertyName(pointer.name)}: {`);
    writer.line(`key: ${names.get(pointer.name)?.stem}Key,`);
    writeBy(writer, pointer, collection, scope);
    if (isExclusive(pointer, collection)) writer.line("exclusive: true,");
    writer.close("},");
  }
  writer.close("},");
}

/** Writes the function that takes from a record what a pointer is made of. */
function writeBy(
  writer: CodeWriter,
  { key }: PointerModel,
  { key: own, value }: CollectionModel,
  scope: Scope,
): void {
  const fields = propertiesIn(value);
  const taken = new Set<string>();
  const parts = key.params.map(({ name }) => {
    const local = scope.local(name, (local) => taken.has(local));
    taken.add(local);
    const isOfKey = own.params.some((param) => param.name === name);
    const field = isOfKey ? undefined : fields.find((field) => field.name === name);
    const bound = name === local ? name : `${propertyName(name)}: ${local}`;
    return { local, bound, isOfKey, isAbsent: field !== undefined && mayBeAbsent(field.type) };
  });
  const boundOf = (isOfKey: boolean) =>
    parts.filter((part) => part.isOfKey === isOfKey).map(({ bound }) => bound);
  const pattern = (names: readonly string[]): Doc =>
    names.length === 0 ? "_" : objectPattern(names);
  const [ofKey, ofValue] = [boundOf(true), boundOf(false)];
  const args = ofValue.length === 0 ? [pattern(ofKey)] : [pattern(ofKey), pattern(ofValue)];
  const made = list(
    "{",
    parts.map(({ bound }) => bound),
    "}",
  );
  const absent = parts.filter(({ isAbsent }) => isAbsent);
  if (absent.length === 0) {
    writer.line([list("by: (", args, ")"), " => (", made, "),"]);
    return;
  }
  writer.open([list("by(", args, ")"), " {"]);
  for (const { local } of absent) writer.line(`if (${local} == null) return null;`);
  writer.line(["return ", made, ";"]);
  writer.close("},");
}

function objectPattern(names: readonly string[]): Doc {
  return list("{", names, "}");
}

function propertiesIn(type: TypeModel): readonly PropertyModel[] {
  if (type.kind === "object") return type.properties;
  return "inner" in type ? propertiesIn(type.inner) : [];
}

/**
 * A pointer with all parameters of the record's key can be that of no other record; what may be that of
 * two is held to one, unless the last one is to get it.
 */
function isExclusive({ key, onTaken }: PointerModel, { key: own }: CollectionModel): boolean {
  const isOwn = own.params.every(({ name }) => key.params.some((param) => param.name === name));
  return !isOwn && onTaken !== "replace";
}
