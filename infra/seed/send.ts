import { CannotRunError } from "../../schema/cannot-run.ts";
import { counted } from "../../schema/counted.ts";
import type { SeedPair } from "../../schema/seed/record.ts";
import type { KvClient } from "../../src/cloudflare/client.ts";
import { collectGarbage } from "../start-up/memory.ts";
import type { Batch } from "./batch.ts";
import { BatchSize } from "./batch-size.ts";
import { batches, type Changed } from "./batches.ts";
import { deliver, MAX_ATTEMPTS } from "./deliver.ts";
import { Entries, type WantedEntries } from "./entries.ts";
import { ENTRY_BYTES, entryOf } from "./entry.ts";
import type { Manifest } from "./manifest.ts";
import { type Pace, processPace } from "./pace.ts";
import type { SeedCount } from "./seed-count.ts";
import { unsuccessfulKeys } from "./unsuccessful-keys.ts";

/** Where records go. */
export interface SeedTarget {
  readonly client: KvClient;
  readonly accountId: string;
  readonly namespaceId: string;
  /** The rate of the calls; by default that of the process. */
  readonly pace?: Pace;
  /** How large calls are. */
  readonly size?: BatchSize;
}

/** Called after each call with the entries that it has written, for a later run, and the progress. */
export type OnSent = (entries: Buffer, count: SeedCount) => void;

/** The number of concurrent calls: after a kill, the next run may send that many again. */
export const MAX_CALLS_UNDER_WAY = 4;

/** Milliseconds until a call counts as lost. Cloudflare itself gives up after 100 s, with a 524. */
const CALL_TIMEOUT = 120_000;

/** Bytes of calls after which their memory is freed: V8 would wait for 30 times as much. */
const COLLECTED_BYTES = 2 * 1024 ** 2;

/**
 * Writes the records that `known` does not have with exactly this content. Records are read as they are sent,
 * so a seed of any size takes the memory of a few calls, plus 16 bytes per record.
 *
 * @param wanted where their entries are collected, or compared with those of an earlier reading.
 * @returns the manifest of the whole seed.
 * @throws the SDK's error, or a `CannotRunError` that names a key that KV kept rejecting.
 */
export async function sendSeed(
  target: SeedTarget,
  pairs: AsyncIterable<SeedPair> | Iterable<SeedPair>,
  known: Manifest,
  onSent: OnSent = () => {},
  wanted: WantedEntries = new Entries(),
): Promise<Manifest> {
  let same = 0;
  let sent = 0;
  const entry = Buffer.alloc(ENTRY_BYTES);
  async function* changed(): AsyncGenerator<Changed> {
    for await (const pair of pairs) {
      entryOf(pair, entry);
      const number = wanted.add(entry, pair.key);
      // Expired records count as done: they were written once, or can no longer be written.
      if (pair.isExpired === true || known.hasEntry(entry)) same++;
      else yield { pair, entry: number };
    }
  }
  await sendBatches(target, changed(), (entries) => {
    sent += entries.length;
    onSent(wanted.pick(entries), { done: same + sent, sent });
  });
  return wanted.manifest();
}

/** Sends several calls at once. If one fails, it waits for those already sent, and starts no other. */
async function sendBatches(
  target: SeedTarget,
  changed: AsyncIterable<Changed>,
  onDone: (entries: readonly number[]) => void,
): Promise<void> {
  const { pace = processPace, size = new BatchSize() } = target;
  const underWay = new Set<Promise<void>>();
  const free: Batch[] = [];
  let bytes = 0;
  const failures: unknown[] = [];
  const isStopped = () => failures.length > 0;
  try {
    for await (const batch of batches(changed, size, free)) {
      // A record that refers to earlier ones must not exist before they do.
      const most = batch.follows ? 1 : MAX_CALLS_UNDER_WAY;
      while (underWay.size >= most) await Promise.race(underWay);
      if (isStopped()) break;
      const call = deliver(batch.items, {
        size,
        pace,
        isStopped,
        call: (items) => write(target, batch, items),
        onDone: (items) => onDone(items.map((item) => batch.entries[item] ?? 0)),
        refused: (items) => refused(items.length, batch.keyOf(items[0] ?? 0)),
      })
        .catch((error: unknown) => void failures.push(error))
        .finally(() => {
          underWay.delete(call);
          bytes += batch.bytes;
          batch.clear();
          free.push(batch);
          if (bytes < COLLECTED_BYTES) return;
          collectGarbage();
          bytes = 0;
        });
      underWay.add(call);
    }
  } finally {
    await Promise.all(underWay);
  }
  if (isStopped()) throw failures[0];
}

/** The SDK's own retries are off: they would repeat a call that took too long without making it smaller. */
async function write(
  { client, accountId, namespaceId }: SeedTarget,
  batch: Batch,
  items: readonly number[],
): Promise<readonly number[]> {
  const answer = await client.bulkUpdate(
    namespaceId,
    { account_id: accountId, body: [] },
    {
      // Replaces the empty body: this one is already JSON.
      body: batch.body(items),
      headers: { "content-type": "application/json" },
      maxRetries: 0,
      timeout: CALL_TIMEOUT,
    },
  );
  const undone = unsuccessfulKeys(answer);
  return undone.size === 0 ? [] : items.filter((item) => undone.has(batch.keyOf(item)));
}

function refused(count: number, key: string): Error {
  return new CannotRunError(
    `${counted(count, "record")} could not be written in ${MAX_ATTEMPTS} attempts, the first with the key ${JSON.stringify(key)}`,
    { help: "Run the same command again: it does the rest." },
  );
}
