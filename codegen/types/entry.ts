import { isListed } from "../../schema/methods.ts";
import type { CollectionModel } from "../../schema/model.ts";
import type { CollectionNames, ModelNames } from "../names.ts";
import { type CodeWriter, written } from "../text/code-writer.ts";
import { extending } from "./extending.ts";

/** The entry type that several lists share except for its type arguments, written once. */
export interface CommonEntry {
  /** The type that has it. */
  readonly name: string;
  readonly text: string;
}

/** Writes the interface of what a list returns of a record: everything except its value. */
export function writeEntry(
  writer: CodeWriter,
  { metadata }: CollectionModel,
  names: CollectionNames,
  common: CommonEntry | undefined,
): void {
  writer.comment(`{@link ${names.value}} as a list returns it: without its value.`);
  if (common !== undefined) {
    const args = metadata === undefined ? [names.params] : [names.params, names.metadata];
    writer.line([extending(names.entry, common.name, args), " {}"]);
    return;
  }
  writer.open(`export interface ${names.entry} {`);
  writeMembers(writer, names.params, metadata === undefined ? undefined : names.metadata);
  writer.close();
}

function writeMembers(writer: CodeWriter, params: string, metadata: string | undefined): void {
  writer.line("readonly key: string;");
  writer.line(`readonly params: ${params};`);
  if (metadata !== undefined) writer.line(`readonly metadata: ${metadata};`);
  writer.comment("When KV removes the record, in seconds since the epoch.");
  writer.line("readonly expiration: number | undefined;");
}

/** The collections whose list entries are the same except for their types; unique ones are left out. */
export function commonEntries(
  collections: readonly CollectionModel[],
  names: Pick<ModelNames, "declare">,
): ReadonlyMap<CollectionModel, CommonEntry> {
  const listed = collections.filter(isListed);
  const groups = Map.groupBy(listed, ({ metadata }) => metadata !== undefined);
  return new Map(
    [...groups].flatMap(([hasMetadata, members]) => {
      if (members.length === 1) return [];
      const common = commonOf(hasMetadata, names);
      return members.map((member) => [member, common] as const);
    }),
  );
}

function commonOf(hasMetadata: boolean, names: Pick<ModelNames, "declare">): CommonEntry {
  const name = names.declare(hasMetadata ? "ListEntryWithMetadata" : "ListEntry");
  const text = written((writer) => {
    writer.comment(`What a list returns of a record${hasMetadata ? " with metadata" : ""}.`);
    writer.open(`type ${name}<${hasMetadata ? "Params, Metadata" : "Params"}> = {`);
    writeMembers(writer, "Params", hasMetadata ? "Metadata" : undefined);
    writer.close("};");
  });
  return { name, text };
}
