import type { CollectionModel } from "../../../schema/model.ts";
import type { ModelNames } from "../../names.ts";
import type { Scope } from "../../scope.ts";
import { type CodeWriter, written } from "../../text/code-writer.ts";
import { list } from "../../text/doc.ts";
import { writeKeys } from "./keys.ts";
import { writeLists } from "./lists.ts";
import { type MethodShape, shapeOf } from "./method-shape.ts";
import { type MethodTypes, MethodWriter } from "./method-writer.ts";
import { writeReads } from "./reads.ts";
import { writeWrites } from "./writes.ts";

/** The methods that several accessors have, written once. */
export interface CommonMethods {
  /** The type that has them. */
  readonly name: string;
  /** Its type parameters: which of an accessor's types the methods use. */
  readonly types: readonly (keyof MethodTypes)[];
  readonly text: string;
}

/** The names of the types in methods of any accessor. */
const ANY: MethodTypes = {
  params: "Params",
  value: "Value",
  input: "Input",
  metadata: "Metadata",
  metadataInput: "MetadataInput",
  prefix: "Prefix",
  entry: "Entry",
};

/** Writes the methods of an accessor for records, as far as its shape allows. */
export function writeMethods(methods: MethodWriter): void {
  writeKeys(methods);
  writeReads(methods);
  writeWrites(methods);
  if (methods.shape.hasParams) writeLists(methods);
}

/**
 * Finds the collections whose accessors have the same methods.
 *
 * @returns the methods by collection; unique ones are left out.
 */
export function commonMethods(
  collections: readonly CollectionModel[],
  names: Pick<ModelNames, "declare">,
  scope: Scope,
): ReadonlyMap<CollectionModel, CommonMethods> {
  const groups = new Map<string, { shape: MethodShape; members: CollectionModel[] }>();
  for (const collection of collections) {
    const shape = shapeOf(collection);
    const id = JSON.stringify(shape);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, { shape, members: [collection] });
    else group.members.push(collection);
  }
  const found = new Map<CollectionModel, CommonMethods>();
  for (const { shape, members } of groups.values()) {
    if (members.length === 1) continue;
    const common = commonOf(names.declare("Methods"), shape, scope);
    for (const member of members) found.set(member, common);
  }
  return found;
}

function commonOf(name: string, shape: MethodShape, scope: Scope): CommonMethods {
  const write = (writer: CodeWriter) => writeMethods(new MethodWriter(writer, shape, ANY, scope));
  const code = written(write).replace(/\/\*\*[\s\S]*?\*\//g, "");
  const types = (Object.keys(ANY) as (keyof MethodTypes)[]).filter((type) =>
    new RegExp(`\\b${ANY[type]}\\b`).test(code),
  );
  const text = written((writer) => {
    writer.comment("Methods that several accessors have.");
    const params = types.map((type) => ANY[type]);
    const head = params.length === 0 ? `type ${name}` : list(`type ${name}<`, params, ">");
    writer.open([head, " = {"]);
    write(writer);
    writer.close("};");
  });
  return { name, types, text };
}
