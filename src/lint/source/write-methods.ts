/** KV's own methods that change a record. */
export const KV_WRITES: ReadonlySet<string> = new Set(["put", "delete"]);
