import type { SeedPair } from "../../schema/seed/record.ts";
import type { KvClient } from "../../src/cloudflare/client.ts";
import { batches, type Prepared } from "./batches.ts";
import { Manifest } from "./manifest.ts";

/** Where records go. */
export interface SeedTarget {
  readonly client: KvClient;
  readonly accountId: string;
  readonly namespaceId: string;
}

/** Told after each call what the namespace has of the seed by now. */
export type OnBatch = (done: Manifest) => Promise<void> | void;

/** How often the keys that a call did not write are sent again before it counts as failed. */
const MAX_ATTEMPTS = 5;

/**
 * Writes the records that `known` does not have with this very content.
 *
 * @returns how many were written.
 * @throws the SDK's error, or an `Error` that names keys which KV kept refusing.
 */
export async function sendSeed(
  target: SeedTarget,
  pairs: AsyncIterable<SeedPair>,
  known: Manifest,
  onBatch: OnBatch = () => {},
): Promise<number> {
  const done = new Manifest();
  async function* changed(): AsyncGenerator<SeedPair> {
    for await (const pair of pairs) {
      if (known.hasPair(pair)) done.add(pair);
      else yield pair;
    }
  }
  let written = 0;
  for await (const batch of batches(changed())) {
    await sendBatch(target, batch);
    for (const { pair } of batch) done.add(pair);
    written += batch.length;
    await onBatch(done);
  }
  return written;
}

/** A call may write some pairs and not others, with status 200: the others go again. */
async function sendBatch(
  { client, accountId, namespaceId }: SeedTarget,
  batch: readonly Prepared[],
): Promise<void> {
  let rest = batch.map(({ bulk }) => bulk);
  for (let attempt = 1; rest.length > 0; attempt++) {
    const result = await client.bulkUpdate(namespaceId, {
      account_id: accountId,
      body: rest as Parameters<KvClient["bulkUpdate"]>[1]["body"],
    });
    const failed = new Set(result?.unsuccessful_keys ?? []);
    rest = rest.filter(({ key }) => failed.has(key));
    if (rest.length > 0 && attempt === MAX_ATTEMPTS) {
      const [first] = rest;
      throw new Error(
        `${rest.length} records could not be written in ${MAX_ATTEMPTS} attempts, the first with the key ${JSON.stringify(first?.key)}: run the command again`,
      );
    }
  }
}

/**
 * Removes the keys that the seed once wrote and has no longer, found by listing: the manifest has
 * only hashes.
 *
 * @param prefix what the collection's keys start with.
 * @returns how many were removed.
 */
export async function pruneSeed(
  { client, accountId, namespaceId }: SeedTarget,
  prefix: string,
  owned: Manifest,
  wanted: Manifest,
): Promise<number> {
  const gone: string[] = [];
  for await (const { name } of client.keys.list(namespaceId, { account_id: accountId, prefix })) {
    if (owned.hasKey(name) && !wanted.hasKey(name)) gone.push(name);
  }
  if (gone.length > 0) {
    await client.bulkDelete(namespaceId, { account_id: accountId, body: gone });
  }
  return gone.length;
}

/** Hashes all records of a seed. */
export async function manifestOf(pairs: AsyncIterable<SeedPair>): Promise<Manifest> {
  const manifest = new Manifest();
  for await (const pair of pairs) manifest.add(pair);
  return manifest;
}
