import { CannotRunError } from "../../schema/cannot-run.ts";
import type { SeedPair } from "../../schema/seed/record.ts";
import type { KvClient } from "../../src/cloudflare/client.ts";
import { MAX_BULK_WRITE_PAIRS } from "../../src/runtime/limits.ts";
import { batches, type Prepared } from "./batches.ts";
import { Manifest } from "./manifest.ts";

/** Where records go. */
export interface SeedTarget {
  readonly client: KvClient;
  readonly accountId: string;
  readonly namespaceId: string;
}

/** Told after each call what the namespace has by now, and how many records of the seed are done. */
export type OnBatch = (there: Manifest, done: number) => Promise<void> | void;

type BulkBody = Parameters<KvClient["bulkUpdate"]>[1]["body"];

/** How often the keys that a call did not do are sent before it counts as failed. */
const MAX_ATTEMPTS = 5;

/**
 * Writes the records that `known` does not have with this very content.
 *
 * @returns the manifest of the whole seed.
 * @throws the SDK's error, or a `CannotRunError` that names a key which KV kept refusing.
 */
export async function sendSeed(
  target: SeedTarget,
  pairs: AsyncIterable<SeedPair>,
  known: Manifest,
  onBatch: OnBatch = () => {},
): Promise<Manifest> {
  const wanted = new Manifest();
  // What is known stays in it even where the seed was not read that far, or has it no longer.
  const there = known.copy();
  async function* changed(): AsyncGenerator<SeedPair> {
    for await (const pair of pairs) {
      if (known.hasPair(pair)) wanted.add(pair);
      else yield pair;
    }
  }
  for await (const batch of batches(changed())) {
    await sendBatch(target, batch);
    for (const { pair } of batch) {
      wanted.add(pair);
      there.add(pair);
    }
    await onBatch(there, wanted.size);
  }
  return wanted;
}

async function sendBatch(
  { client, accountId, namespaceId }: SeedTarget,
  batch: readonly Prepared[],
): Promise<void> {
  const pairs = new Map(batch.map(({ bulk }) => [bulk.key, bulk]));
  await untilNoneFails([...pairs.keys()], "written", (keys) => {
    const body = keys.flatMap((key) => pairs.get(key) ?? []) as BulkBody;
    return client.bulkUpdate(namespaceId, { account_id: accountId, body });
  });
}

/**
 * Removes the keys that the seed once wrote and has no longer, found by listing: the manifest has
 * only hashes.
 *
 * @param prefix what the collection's keys start with.
 */
export async function pruneSeed(
  { client, accountId, namespaceId }: SeedTarget,
  prefix: string,
  owned: Manifest,
  wanted: Manifest,
): Promise<void> {
  const gone: string[] = [];
  for await (const { name } of client.keys.list(namespaceId, { account_id: accountId, prefix })) {
    if (owned.hasKey(name) && !wanted.hasKey(name)) gone.push(name);
  }
  for (let at = 0; at < gone.length; at += MAX_BULK_WRITE_PAIRS) {
    await untilNoneFails(gone.slice(at, at + MAX_BULK_WRITE_PAIRS), "removed", (body) =>
      client.bulkDelete(namespaceId, { account_id: accountId, body }),
    );
  }
}

/** A call may do some of its keys and not others, with status 200: the others go again. */
async function untilNoneFails(
  keys: string[],
  done: string,
  call: (keys: string[]) => PromiseLike<{ unsuccessful_keys?: string[] } | null>,
): Promise<void> {
  let rest = keys;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS && rest.length > 0; attempt++) {
    const failed = new Set((await call(rest))?.unsuccessful_keys ?? []);
    rest = rest.filter((key) => failed.has(key));
  }
  if (rest.length === 0) return;
  throw new CannotRunError(
    `${rest.length === 1 ? "1 record" : `${rest.length} records`} could not be ${done} in ${MAX_ATTEMPTS} attempts, the first with the key ${JSON.stringify(rest[0])}`,
    { help: "Run the same command again: it does what is missing." },
  );
}

/** Hashes all records of a seed. */
export async function manifestOf(pairs: AsyncIterable<SeedPair>): Promise<Manifest> {
  const manifest = new Manifest();
  for await (const pair of pairs) manifest.add(pair);
  return manifest;
}
