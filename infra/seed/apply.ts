import { seedPairs } from "../../schema/seed/pairs.ts";
import { createKvClient, explainApiError } from "../../src/cloudflare/client.ts";
import { digestOf, Manifest } from "./manifest.ts";
import type { KvSeedInputs, KvSeedState, SeedConnection } from "./provider.ts";
import { pruneSeed, sendSeed } from "./send.ts";

/**
 * Brings a namespace to what a seed says: reads the seed again, as it is now, and writes what the
 * namespace does not have.
 *
 * @param written the manifest of what earlier runs wrote.
 * @returns the state that the namespace is in now.
 * @throws CannotRunError where the seed cannot be read, or the API refuses: what was written until then
 * stays, and running again sends the rest.
 */
export async function applySeed(
  id: string,
  inputs: KvSeedInputs,
  written: string,
  connection: SeedConnection,
): Promise<KvSeedState> {
  const { onCheckpoint, ...options } = connection;
  const target = { ...inputs, client: createKvClient(options) };
  const known = Manifest.parse(written);
  const pairs = seedPairs(inputs.schema, inputs.binding, inputs.collection);
  try {
    const wanted = await sendSeed(target, pairs, known, async (there, done) => {
      const manifest = there.toString();
      // Its digest is not the one that is wanted, so that the next run goes on.
      await onCheckpoint?.(id, { ...inputs, digest: digestOf(manifest), manifest }, done);
    });
    if (inputs.prune) await pruneSeed(target, inputs.prefix, known, wanted);
    return { ...inputs, manifest: wanted.toString() };
  } catch (error) {
    // Pulumi's CLI shows the message of what a provider throws, and nothing else of it.
    throw explainApiError(error);
  }
}
