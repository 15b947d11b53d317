import { CannotRunError } from "../../schema/cannot-run.ts";
import { BatchSize } from "./batch-size.ts";
import { deliver, MAX_ATTEMPTS } from "./deliver.ts";
import { listKeys } from "./list-keys.ts";
import type { Manifest } from "./manifest.ts";
import { processPace } from "./pace.ts";
import type { SeedTarget } from "./send.ts";

/**
 * Removes the keys that the seed once wrote and has no longer, found by listing: the manifest has
 * only hashes.
 *
 * @param prefix what the collection's keys start with.
 */
export async function pruneSeed(
  target: SeedTarget,
  prefix: string,
  owned: Manifest,
  wanted: Manifest,
): Promise<void> {
  const { client, accountId, namespaceId, pace = processPace } = target;
  const gone: string[] = [];
  for await (const { name } of listKeys(target, prefix)) {
    if (owned.hasKey(name) && !wanted.hasKey(name)) gone.push(name);
  }
  await deliver(gone, {
    size: new BatchSize(),
    pace,
    async call(body) {
      const given = { account_id: accountId, body: [...body] };
      const answer = await client.bulkDelete(namespaceId, given, { maxRetries: 0 });
      const undone = new Set(answer?.unsuccessful_keys);
      return body.filter((key) => undone.has(key));
    },
    onDone() {},
    isStopped: () => false,
    refused: ([first, ...others]) =>
      new CannotRunError(
        `${others.length + 1} records could not be removed in ${MAX_ATTEMPTS} attempts, the first with the key ${JSON.stringify(first)}`,
        { help: "Run the same command again: it does what is missing." },
      ),
  });
}
