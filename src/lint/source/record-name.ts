import { type Records, recordOf } from "./flow/record-of.ts";
import type { KvCall } from "./kv-call.ts";
import { isOfVariable } from "./same-variable.ts";

/** A name that is the same for two calls of a file only if they are certain to mean one record. */
export function nameOfRecord(call: KvCall, records: Records): string | undefined {
  return recordOf(call, { node: call.node, file: records.file }, records)?.exact;
}

/** Whether a later write is certain to write the record that a read reads. */
export function isOfOneRecord(read: KvCall, write: KvCall, records: Records): boolean {
  const name = nameOfRecord(read, records);
  return name === undefined
    ? isOfVariable(read, write, records.file)
    : nameOfRecord(write, records) === name;
}
