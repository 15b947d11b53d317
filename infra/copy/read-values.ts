import { MAX_BULK_GET_KEYS } from "../../src/runtime/limits.ts";
import type { ListedKey } from "../seed/list-keys.ts";
import { readBytes, readStored } from "../seed/read-stored.ts";
import type { SeedTarget } from "../seed/send.ts";

/** A key with what is stored under it. */
export interface StoredRecord {
  readonly key: string;
  readonly value: string | ArrayBuffer;
  readonly metadata: unknown;
  /** Seconds since the epoch. */
  readonly expiration?: number;
}

/**
 * Reads the values of keys as they are listed: texts a hundred per call, bytes one by one, because the bulk
 * endpoint returns only text. A key that is gone by then is left out.
 */
export async function* readValues(
  source: SeedTarget,
  keys: AsyncIterable<ListedKey>,
  type: "text" | "arrayBuffer",
): AsyncGenerator<StoredRecord> {
  if (type === "arrayBuffer") {
    for await (const listed of keys) {
      const found = await readBytes(source, listed.name);
      if (found !== undefined) yield recordOf(listed, found.value.buffer, listed.metadata);
    }
    return;
  }
  let page: ListedKey[] = [];
  for await (const key of keys) {
    page.push(key);
    if (page.length < MAX_BULK_GET_KEYS) continue;
    yield* readTexts(source, page);
    page = [];
  }
  if (page.length > 0) yield* readTexts(source, page);
}

async function* readTexts(
  source: SeedTarget,
  page: readonly ListedKey[],
): AsyncGenerator<StoredRecord> {
  const found = await readStored(
    source,
    page.map(({ name }) => name),
  );
  for (const [index, listed] of page.entries()) {
    const { value, metadata } = found[index] ?? {};
    if (value !== undefined) yield recordOf(listed, Buffer.from(value).toString(), metadata);
  }
}

function recordOf(
  { name, expiration }: ListedKey,
  value: string | ArrayBuffer,
  metadata: unknown,
): StoredRecord {
  return { key: name, value, metadata, ...(expiration !== undefined && { expiration }) };
}
