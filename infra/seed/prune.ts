import { CannotRunError } from "../../schema/cannot-run.ts";
import { BatchSize } from "./batch-size.ts";
import { deliver, MAX_ATTEMPTS } from "./deliver.ts";
import { listKeys } from "./list-keys.ts";
import type { Manifest } from "./manifest.ts";
import { processPace } from "./pace.ts";
import type { SeedTarget } from "./send.ts";
import { unsuccessfulKeys } from "./unsuccessful-keys.ts";

/** What to remove of a seed. */
export interface Pruning {
  /** What the keys of the collection and of its pointers start with, now and when the seed was last written. */
  readonly prefixes: readonly string[];
  /** What the seed has written. */
  readonly owned: Manifest;
  /** What it has now. */
  readonly wanted: Manifest;
  /** Returns those of some keys that somebody else has written, or is about to write. */
  readonly keysOfOthers: (keys: ReadonlySet<string>) => Promise<ReadonlySet<string>>;
}

/**
 * Removes the keys that the seed once wrote but no longer has, and says how many. It finds them by listing,
 * because the manifest has only hashes.
 *
 * @param name the seed, for people: `CACHE.flag`.
 */
export async function pruneSeed(
  name: string,
  target: SeedTarget,
  { prefixes, owned, wanted, keysOfOthers }: Pruning,
): Promise<void> {
  const { client, accountId, namespaceId, pace = processPace } = target;
  const left = new Set<string>();
  for (const prefix of new Set(prefixes)) {
    for await (const { name } of listKeys(target, prefix)) {
      if (owned.hasKey(name) && !wanted.hasKey(name)) left.add(name);
    }
  }
  if (left.size === 0) return;
  const others = await keysOfOthers(left);
  const gone = [...left].filter((key) => !others.has(key));
  await deliver(gone, {
    size: new BatchSize(),
    pace,
    async call(body) {
      const given = { account_id: accountId, body: [...body] };
      const answer = await client.bulkDelete(namespaceId, given, { maxRetries: 0 });
      const undone = unsuccessfulKeys(answer);
      return body.filter((key) => undone.has(key));
    },
    onDone() {},
    isStopped: () => false,
    refused: ([first, ...others]) =>
      new CannotRunError(
        `${others.length + 1} records could not be removed in ${MAX_ATTEMPTS} attempts, the first with the key ${JSON.stringify(first)}`,
        { help: "Run the same command again: it does the rest." },
      ),
  });
  if (gone.length === 0) return;
  const keys = gone.length === 1 ? "1 key" : `${gone.length} keys`;
  // The engine shows what its providers print.
  console.info(`${name}: ${keys} removed that left the seed`);
}
