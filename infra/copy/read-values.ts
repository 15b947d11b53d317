import { APIError, NotFoundError } from "cloudflare/error";
import { MAX_BULK_GET_KEYS } from "../../src/runtime/limits.ts";
import type { ListedKey } from "../seed/list-keys.ts";
import { processPace } from "../seed/pace.ts";
import type { SeedTarget } from "../seed/send.ts";

/** A key with what stands under it. */
export interface StoredRecord {
  readonly key: string;
  readonly value: string | ArrayBuffer;
  readonly metadata: unknown;
  /** Seconds since the epoch. */
  readonly expiration?: number;
}

/** What the bulk endpoint answers where it is asked for metadata as well. */
type BulkValues = Readonly<
  Record<string, { readonly value: unknown; readonly metadata: unknown } | null>
>;

/**
 * Reads the values of keys as they are listed: texts a hundred a call, bytes one by one, since the bulk
 * endpoint gives text only. A key that is gone by now is left out.
 */
export async function* readValues(
  source: SeedTarget,
  keys: AsyncIterable<ListedKey>,
  type: "text" | "arrayBuffer",
): AsyncGenerator<StoredRecord> {
  let page: ListedKey[] = [];
  for await (const key of keys) {
    page.push(key);
    if (page.length < (type === "text" ? MAX_BULK_GET_KEYS : 1)) continue;
    yield* readPage(source, page, type);
    page = [];
  }
  if (page.length > 0) yield* readPage(source, page, type);
}

async function* readPage(
  source: SeedTarget,
  page: readonly ListedKey[],
  type: "text" | "arrayBuffer",
): AsyncGenerator<StoredRecord> {
  const values = type === "text" ? await bulkGet(source, page) : {};
  for (const listed of page) {
    const found = Object.hasOwn(values, listed.name) ? values[listed.name] : undefined;
    // Gone by now.
    if (found === null) continue;
    const value = typeof found?.value === "string" ? found.value : await get(source, listed, type);
    if (value === undefined) continue;
    yield {
      key: listed.name,
      value,
      metadata: found === undefined ? listed.metadata : found.metadata,
      ...(listed.expiration !== undefined && { expiration: listed.expiration }),
    };
  }
}

/** In smaller calls where the values together are more than one call gives; one that is, is read by itself. */
async function bulkGet(source: SeedTarget, page: readonly ListedKey[]): Promise<BulkValues> {
  const { client, accountId, namespaceId, pace = processPace } = source;
  await pace.turn();
  try {
    const answer = await client.bulkGet(namespaceId, {
      account_id: accountId,
      keys: page.map(({ name }) => name),
      type: "text",
      withMetadata: true,
    });
    return (answer?.values ?? {}) as BulkValues;
  } catch (error) {
    if (!(error instanceof APIError && error.status === 413)) throw error;
    if (page.length === 1) return {};
    const middle = Math.ceil(page.length / 2);
    const halves = [page.slice(0, middle), page.slice(middle)];
    const values: BulkValues[] = [];
    for (const half of halves) values.push(await bulkGet(source, half));
    return Object.assign({}, ...values);
  }
}

async function get(
  { client, accountId, namespaceId, pace = processPace }: SeedTarget,
  { name }: ListedKey,
  type: "text" | "arrayBuffer",
): Promise<string | ArrayBuffer | undefined> {
  await pace.turn();
  try {
    const response = await client.values.get(name, {
      account_id: accountId,
      namespace_id: namespaceId,
    });
    return type === "text" ? await response.text() : await response.arrayBuffer();
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
