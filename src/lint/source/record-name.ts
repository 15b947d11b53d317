import type { Model } from "../../../schema/model.ts";
import { recordOf } from "./flow/record-of.ts";
import { hasKey } from "./flow/write-backs.ts";
import type { KvCall } from "./kv-call.ts";
import { isOfVariable } from "./same-variable.ts";
import type { SourceFile } from "./source-file.ts";

/** What is needed to tell whether two calls of a file are about one record. */
export interface Records {
  readonly file: SourceFile;
  readonly model: Model;
  /** The names that the file's bindings have in `env`. */
  readonly bindings: ReadonlySet<string>;
}

/** A name that is the same for two calls only if they are certain to mean one record. */
export function nameOfRecord(call: KvCall, { file, bindings, model }: Records): string | undefined {
  const key = hasKey(call, model) ? call.node.arguments[0] : undefined;
  return recordOf(call, { node: call.node, file }, bindings, key)?.exact;
}

/** Whether a later write is certain to write the record that a read reads. */
export function isOfOneRecord(read: KvCall, write: KvCall, records: Records): boolean {
  const name = nameOfRecord(read, records);
  return name === undefined
    ? isOfVariable(read, write, records.file)
    : nameOfRecord(write, records) === name;
}
