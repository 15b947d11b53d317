import { formOf } from "../../schema/type/authored.ts";
import type { TypeModel } from "../../schema/type/model.ts";
import { differsByDirection, type RecursiveTypes, recursiveTypesIn } from "../absence.ts";
import type { RecursiveNames } from "../names.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { membersOf, propertyLines, type TypeContext } from "./type-doc.ts";
import { annotated } from "./union.ts";

/** A type that gets its own name. */
export interface NamedType {
  readonly name: string;
  readonly type: TypeModel;
  readonly recursive: RecursiveNames;
  /** For the type of a `put`: the type of a `get`, to refer to where they do not differ. */
  readonly output?: string;
}

/**
 * Writes a named type: an interface for objects, otherwise an alias. Recursive types in it are declared
 * after it.
 */
export function writeNamedType(
  writer: CodeWriter,
  named: NamedType,
  ...about: readonly string[]
): void {
  const { name, output } = named;
  const type = formOf(named.type);
  const direction = output === undefined ? "output" : "input";
  const recursive = recursiveTypesIn(type);
  const context = { direction, recursive, names: named.recursive, level: 0 } as const;
  writer.comment(...about);
  declare(writer, name, type.kind === "recursive" ? type.inner : type, {
    ...context,
    ...(output !== undefined && type.kind === "object" && { same: output }),
  });
  for (const [ref, inner] of partsNotAtRoot(type, recursive)) {
    if (direction === "input" && !differsByDirection(inner)) continue;
    const part = named.recursive.get(ref) ?? ref;
    writer.blank();
    writer.comment(`A part of {@link ${name}}.`);
    declare(writer, direction === "input" ? `${part}Input` : part, inner, context);
  }
}

function partsNotAtRoot(root: TypeModel, recursive: RecursiveTypes) {
  return [...recursive].filter(([ref]) => root.kind !== "recursive" || root.name !== ref);
}

function declare(writer: CodeWriter, name: string, whole: TypeModel, context: TypeContext): void {
  const type = formOf(whole);
  if (type.kind === "readonly") {
    declare(writer, name, type.inner, { ...context, isReadonly: true });
    return;
  }
  const lines = type.kind === "object" ? propertyLines(type, context) : [];
  if (lines.length === 0) {
    writer.line(annotated(`export type ${name} =`, membersOf(type, context), ";"));
    return;
  }
  writer.open(`export interface ${name} {`);
  for (const line of lines) writer.line(line);
  writer.close();
}
