import { hash } from "node:crypto";
import { keysOfOthers } from "../../schema/seed/key-owners.ts";
import { keysOfSeed, pointerPrefixes } from "../../schema/seed/pairs.ts";
import { createKvClient, explainApiError } from "../../src/cloudflare/client.ts";
import type { SeedConnection } from "../seed/connection.ts";
import { EngineWatch } from "../seed/engine-watch.ts";
import { Manifest } from "../seed/manifest.ts";
import { pruneSeed } from "../seed/prune.ts";
import { sendSeed } from "../seed/send.ts";
import { givenPairs } from "./given-pairs.ts";
import type { KvSecretSeedInputs, KvSecretSeedState } from "./state.ts";

/** What happened to the records that a program provides. */
export interface AppliedSecretSeed {
  readonly state: KvSecretSeedState;
  /** Why bad records were left out, a message each. */
  readonly skipped: readonly string[];
}

/**
 * Writes those records of a program that the namespace does not have. All are checked before any is sent.
 *
 * @param written what earlier runs wrote, if there were any.
 * @throws CannotRunError if one does not fit, with its number but nothing of its content, or if the API
 * rejects a call.
 */
export async function applySecretSeed(
  inputs: KvSecretSeedInputs,
  written: Pick<KvSecretSeedState, "manifest" | "prefix"> | undefined,
  { onProgress: _, journals: __, pace, engine, ...connection }: SeedConnection,
): Promise<AppliedSecretSeed> {
  const { schema, binding, collection, prefix, prune, records } = inputs;
  const name = `${binding}.${collection}`;
  const client = createKvClient(connection);
  const target = { ...inputs, client, ...(pace !== undefined && { pace }) };
  const watch = new EngineWatch(engine);
  try {
    const { pairs, skipped } = await givenPairs(inputs);
    const known = Manifest.parse(written?.manifest ?? "");
    const wanted = await sendSeed(target, pairs, known, () => watch.check(name));
    // As with a seed: a bad record may have been sent when it was good.
    const hasAll = skipped.length === 0;
    if (prune && hasAll) {
      const pointers = await pointerPrefixes(schema, binding, collection);
      await pruneSeed(name, target, {
        prefixes: [prefix, written?.prefix ?? prefix, ...pointers],
        owned: known,
        wanted,
        keysOfOthers: async (keys) =>
          new Set([
            ...(await keysOfOthers(schema, binding, collection, keys)),
            ...(await keysOfSeed(schema, binding, collection, keys)),
          ]),
      });
    }
    const manifest = (hasAll ? wanted : known.with(wanted)).toString();
    const digest = hash("sha256", records);
    return { state: { ...inputs, skipped: skipped.length, digest, manifest }, skipped };
  } catch (error) {
    // Pulumi's CLI shows only the message of what a provider throws.
    throw explainApiError(error);
  } finally {
    watch.stop();
  }
}
