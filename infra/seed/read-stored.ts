import { APIError } from "cloudflare/error";
import { errorCodes, KEY_NOT_FOUND } from "../../src/cloudflare/client.ts";
import { processPace } from "./pace.ts";
import type { SeedTarget } from "./send.ts";

/** What KV has under a key. */
export interface Stored {
  /** The text of a value that was read together with others, otherwise its bytes. */
  readonly value: string | Uint8Array;
  readonly metadata: unknown;
  /** Whether the record has an expiration. */
  readonly expires: boolean;
}

/**
 * Reads the records of some keys in one call. If that is impossible, because a value is not text or all of
 * them are too large together, it reads them in halves, down to single keys.
 *
 * @param keys at most 100.
 * @returns what is stored under each, in the same order.
 */
export async function readStored(
  target: SeedTarget,
  keys: readonly string[],
): Promise<readonly (Stored | undefined)[]> {
  const { client, accountId, namespaceId, pace = processPace } = target;
  await pace.turn();
  try {
    const answer = await client.bulkGet(namespaceId, {
      account_id: accountId,
      keys: [...keys],
      type: "text",
      withMetadata: true,
    });
    const values = (answer?.values ?? {}) as Readonly<Record<string, Found | null>>;
    return await Promise.all(
      keys.map((key) => {
        // A missing key is null; if the answer does not have the key at all, nothing is known.
        if (!Object.hasOwn(values, key)) return readSingle(target, key);
        const found = values[key];
        if (found === null || found === undefined) return undefined;
        const { value, metadata, expiration } = found;
        return { value: String(value), metadata, expires: expiration !== undefined };
      }),
    );
  } catch (error) {
    if (!isOfValues(error)) throw error;
    if (keys.length === 1) return [await readSingle(target, keys[0] ?? "")];
    const half = Math.ceil(keys.length / 2);
    const first = await readStored(target, keys.slice(0, half));
    return [...first, ...(await readStored(target, keys.slice(half)))];
  }
}

/** Reads one record as it is: its value may be any bytes. */
export async function readSingle(target: SeedTarget, key: string): Promise<Stored | undefined> {
  const { client, accountId, namespaceId, pace = processPace } = target;
  const found = await readBytes(target, key);
  if (found === undefined) return undefined;
  await pace.turn();
  const given = { account_id: accountId, namespace_id: namespaceId };
  const metadata = await orGone(client.metadata.get(key, given));
  return metadata === GONE ? undefined : { ...found, metadata };
}

/** Reads the value of a key alone. */
export async function readBytes(
  { client, accountId, namespaceId, pace = processPace }: SeedTarget,
  key: string,
): Promise<{ readonly value: Uint8Array<ArrayBuffer>; readonly expires: boolean } | undefined> {
  await pace.turn();
  const given = { account_id: accountId, namespace_id: namespaceId };
  const response = await orGone(client.values.get(key, given));
  if (response === GONE) return undefined;
  const value = new Uint8Array(await response.arrayBuffer());
  return { value, expires: response.headers.get("expiration") !== null };
}

/** A key that does not exist, or no longer does: metadata itself may be undefined. */
const GONE = Symbol("gone");

async function orGone<Answer>(call: PromiseLike<Answer>): Promise<Answer | typeof GONE> {
  try {
    return await call;
  } catch (error) {
    if (errorCodes(error).includes(KEY_NOT_FOUND)) return GONE;
    throw error;
  }
}

interface Found {
  readonly value: unknown;
  readonly metadata: unknown;
  readonly expiration?: number;
}

/** Whether a call was rejected because of its values: not text, or too large together. */
function isOfValues(error: unknown): boolean {
  return error instanceof APIError && (error.status === 400 || error.status === 413);
}
