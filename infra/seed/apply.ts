import { seedPairs } from "../../schema/seed/pairs.ts";
import { createKvClient } from "../../src/cloudflare/client.ts";
import { Manifest } from "./manifest.ts";
import type { KvSeedState, SeedConnection } from "./provider.ts";
import { pruneSeed, sendSeed } from "./send.ts";

/**
 * Brings a namespace to what a seed says: reads the seed again, as it is now, and writes what the
 * last applied state does not have.
 *
 * @throws where the seed cannot be read, or the API refuses: what was written until then stays, and
 * running again sends the rest.
 */
export async function applySeed(
  id: string,
  news: KvSeedState,
  olds: KvSeedState | undefined,
  connection: SeedConnection,
): Promise<void> {
  const { onCheckpoint, ...options } = connection;
  const target = { ...news, client: createKvClient(options) };
  const known = Manifest.parse(olds?.manifest ?? "");
  const pairs = seedPairs(news.schema, news.binding, news.collection);
  await sendSeed(target, pairs, known, async (done) => {
    const reached = { ...news, manifest: done.toString(), records: done.size };
    await onCheckpoint?.(id, reached, news.records);
  });
  if (news.prune) await pruneSeed(target, news.prefix, known, Manifest.parse(news.manifest));
}
