/** The methods of KV, and of accessors, that read a record's value. */
export const VALUE_READS: ReadonlySet<string> = new Set(["get", "getWithMetadata"]);

/** The methods that tell whether there is a record: an accessor's `has` as well. */
export const RECORD_READS: ReadonlySet<string> = new Set([...VALUE_READS, "has"]);

/** KV's own methods that read a record, or which records there are. */
export const KV_READS: ReadonlySet<string> = new Set([...VALUE_READS, "list"]);

/** KV's own methods that change a record. */
export const KV_WRITES: ReadonlySet<string> = new Set(["put", "delete"]);
