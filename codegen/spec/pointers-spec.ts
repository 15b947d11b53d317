import { propertiesOnWay, wayOf } from "../../schema/field-path.ts";
import type { CollectionModel, PointerModel } from "../../schema/model.ts";
import { mayBeAbsent } from "../../schema/type/present-type.ts";
import type { CollectionNames, NamedCollection } from "../names.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { type Doc, list } from "../text/doc.ts";
import { propertyName } from "../text/literal.ts";
import { flatText } from "../text/print-doc.ts";
import { objectType } from "../types/object-type.ts";
import { writeKeySpec } from "./key-spec.ts";
import type { ImportNames } from "./module-export.ts";

/** The type of the parameters of a collection's pointers, by their names. */
export function pointersType(
  pointers: readonly PointerModel[],
  { pointers: names }: CollectionNames,
): Doc {
  return objectType(
    pointers.map(({ name }) => `${propertyName(name)}: ${names.get(name)?.params ?? "never"}`),
  );
}

/** Writes what the runtime must know about the pointers of a collection. */
export function writePointersSpec(
  writer: CodeWriter,
  pointers: readonly PointerModel[],
  { binding, collection }: NamedCollection,
  scope: Scope,
  codecs: ImportNames,
): void {
  writer.open("pointers: {");
  for (const pointer of pointers) {
    writer.open(`${propertyName(pointer.name)}: {`);
    const name = `${binding}.${collection.name}.${pointer.name}`;
    writeKeySpec(writer, name, pointer.key, scope, codecs, true);
    writeBy(writer, pointer, collection, scope);
    if (isExclusive(pointer, collection)) writer.line("exclusive: true,");
    writer.close("},");
  }
  writer.close("},");
}

/** Writes the function that gets a pointer's parameters from a record. */
function writeBy(
  writer: CodeWriter,
  { fields, key }: PointerModel,
  { key: own, value }: CollectionModel,
  scope: Scope,
): void {
  const locals = new Map<string, string>();
  const localOf = (name: string, isOfKey: boolean) => {
    // A parameter of the key may have the same name as a variable that holds a field.
    const id = `${isOfKey} ${name}`;
    const taken = new Set(locals.values());
    const local = locals.get(id) ?? scope.local(name, (local) => taken.has(local));
    locals.set(id, local);
    return local;
  };
  const parts = key.params.map(({ name }) => {
    const isOfKey = own.params.some((param) => param.name === name);
    const [first = name, ...steps] = wayOf(fields, name);
    const properties = isOfKey ? [] : (propertiesOnWay(value, [first, ...steps]) ?? []);
    const absent = properties.map(({ type }) => mayBeAbsent(type));
    const local = localOf(first, isOfKey);
    // After the check that it exists, the path to it is known to exist.
    const way = (isAsked: boolean) =>
      local + steps.map((step, at) => `${isAsked && absent[at] ? "?" : ""}.${step}`).join("");
    const made = way(false) === name ? name : `${propertyName(name)}: ${way(false)}`;
    return { first, isOfKey, made, asked: absent.includes(true) ? way(true) : undefined };
  });
  const pattern = (isOfKey: boolean): Doc => {
    const names = new Set(
      parts.filter((part) => part.isOfKey === isOfKey).map((part) => part.first),
    );
    const bound = [...names].map((name) => {
      const local = localOf(name, isOfKey);
      return name === local ? name : `${propertyName(name)}: ${local}`;
    });
    return bound.length === 0 ? "_" : list("{", bound, "}");
  };
  const isOfValue = parts.some(({ isOfKey }) => !isOfKey);
  const args = isOfValue ? [pattern(true), pattern(false)] : [pattern(true)];
  const made = list(
    "{",
    parts.map(({ made }) => made),
    "}",
  );
  const asked = parts.flatMap(({ asked }) => asked ?? []);
  if (asked.length === 0) {
    const head = list("by: (", args, ")");
    // The result is broken over lines first, if that is enough.
    const flat = flatText(head);
    writer.line([writer.fits(`${flat} => ({`) ? flat : head, " => (", made, "),"]);
    return;
  }
  writer.open([list("by(", args, ")"), " {"]);
  for (const part of asked) writer.line(`if (${part} == null) return null;`);
  writer.line(["return ", made, ";"]);
  writer.close("},");
}

/**
 * A pointer with all parameters of the record's key cannot belong to another record; one that could belong to two
 * is exclusive, unless the last record gets it.
 */
function isExclusive({ key, onTaken }: PointerModel, { key: own }: CollectionModel): boolean {
  const isOwn = own.params.every(({ name }) => key.params.some((param) => param.name === name));
  return !isOwn && onTaken !== "replace";
}
