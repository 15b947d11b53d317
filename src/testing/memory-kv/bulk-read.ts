import { MAX_BULK_GET_BYTES, MAX_BULK_GET_KEYS } from "../../runtime/limits.ts";
import type { GetArguments } from "./arguments.ts";
import { checkBulkKey } from "./check-key.ts";
import { kvFailure } from "./failure.ts";
import { checkCacheTtl, metadataOf } from "./read-value.ts";
import type { Entry } from "./store.ts";
import { decodeTextWithoutMark } from "./utf8.ts";

const BYTES_PER_MEGABYTE = 1_048_576;

/** Reads a key, from a cache that may keep the answer for `cacheTtl` seconds. */
export type Read = (key: string, cacheTtl: number) => Entry | undefined;

/** Reads many keys with one operation. The first error fails all of it. */
export function readBulk(
  keys: readonly string[],
  options: GetArguments,
  withMetadata: boolean,
  read: Read,
): Map<string, unknown> {
  const type = options.type === undefined || options.type === "" ? "text" : options.type;
  if (type !== "text" && type !== "json") {
    throw refused(`"${type}" is not a valid type. Use "json" or "text"`);
  }
  checkCount(keys.length);

  const answer: Record<string, unknown> = {};
  let size = 0;
  for (const sent of keys) {
    const key = checkBulkKey(sent);
    const entry = read(key, checkCacheTtl("GET_BULK", options.cacheTtl));
    const text = entry === undefined ? "" : decodeTextWithoutMark(entry.bytes);
    size += text.length;
    const value = entry === undefined ? null : parse(text, type);
    const isWhole = withMetadata && entry !== undefined && value !== null;
    answer[key] = isWhole ? { value, metadata: metadataOf(entry) } : value;
  }
  checkSize(size);
  return asMap(answer);
}

function checkCount(count: number): void {
  if (count > MAX_BULK_GET_KEYS) {
    throw refused(`You can request a maximum of ${MAX_BULK_GET_KEYS} keys`);
  }
  if (count < 1) throw refused("You must request a minimum of 1 key");
}

function checkSize(size: number): void {
  if (size <= MAX_BULK_GET_BYTES) return;
  const limit = `${MAX_BULK_GET_BYTES / BYTES_PER_MEGABYTE}MB`;
  throw kvFailure("GET_BULK", 413, `Total size of request exceeds the limit of ${limit}`);
}

function parse(text: string, type: "text" | "json"): unknown {
  if (type === "text") return text;
  try {
    return JSON.parse(text);
  } catch {
    throw refused("At least one of the requested keys corresponds to a non-json value");
  }
}

/**
 * The answer travels as the JSON of an object, whose properties workerd copies into a map: all but
 * array indices. `__proto__` is mostly lost because it is assigned to an object, here as there.
 */
function asMap(answer: Readonly<Record<string, unknown>>): Map<string, unknown> {
  const received: Record<string, unknown> = JSON.parse(JSON.stringify(answer));
  return new Map(Object.entries(received).filter(([key]) => !isArrayIndex(key)));
}

function isArrayIndex(key: string): boolean {
  const index = Number(key) >>> 0;
  return String(index) === key && index < 2 ** 32 - 1;
}

function refused(reason: string): Error {
  return kvFailure("GET_BULK", 400, reason);
}
