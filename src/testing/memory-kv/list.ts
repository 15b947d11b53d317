import { MAX_LIST_KEYS } from "../../runtime/limits.ts";
import type { ListArguments } from "./arguments.ts";
import type { KvListKey, KvListResult } from "./binding.ts";
import { checkKeyLength } from "./check-key.ts";
import { cursorAfter, keyOfCursor } from "./cursor.ts";
import { kvFailure } from "./failure.ts";
import { metadataOf } from "./read-value.ts";
import { hasExpired, type StoredRecord } from "./store.ts";
import { afterTransport, compareUtf8 } from "./utf8.ts";

/** Returns one page of the records, which are in KV's order. */
export function listPage(
  records: readonly StoredRecord[],
  options: ListArguments,
  now: number,
): KvListResult<unknown> {
  const limit = limitOf(options);
  const prefix = afterTransport(options.prefix ?? "");
  checkKeyLength("GET", prefix);
  const start = keyOfCursor(options.cursor ?? "");
  const left = records.filter(
    ({ key, entry }) =>
      key.startsWith(prefix) && compareUtf8(key, start) > 0 && !hasExpired(entry, now),
  );
  const keys = left.slice(0, limit).map(listed);
  const last = keys.at(-1);
  if (last === undefined || left.length <= limit) {
    return { keys, list_complete: true, cacheStatus: null };
  }
  return { keys, list_complete: false, cursor: cursorAfter(last.name), cacheStatus: null };
}

/** workerd does not send a limit of zero or below. */
function limitOf({ limit = 0 }: ListArguments): number {
  if (limit <= 0) return MAX_LIST_KEYS;
  if (limit <= MAX_LIST_KEYS) return limit;
  const rule = `Please specify an integer less than ${MAX_LIST_KEYS}.`;
  throw kvFailure("GET", 400, `Invalid key_count_limit of ${limit}. ${rule}`);
}

function listed({ key, entry }: StoredRecord): KvListKey<unknown> {
  return {
    name: key,
    ...(entry.expiration !== undefined && { expiration: entry.expiration }),
    ...(entry.metadata !== undefined && { metadata: metadataOf(entry) }),
  };
}
