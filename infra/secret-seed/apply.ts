import { hash } from "node:crypto";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { misfitPart } from "../../schema/seed/misfit.ts";
import { loadCollection, pointerPrefixes } from "../../schema/seed/pairs.ts";
import { prepareRecord } from "../../schema/seed/prepare.ts";
import { pairsOf, type SeedPair } from "../../schema/seed/record.ts";
import { SeenKeys } from "../../schema/seed/seen-keys.ts";
import { seedTarget } from "../../schema/seed/target.ts";
import { createKvClient, explainApiError } from "../../src/cloudflare/client.ts";
import { isRecord } from "../../src/runtime/issue.ts";
import { Manifest } from "../seed/manifest.ts";
import type { SeedConnection } from "../seed/provider.ts";
import { pruneSeed } from "../seed/prune.ts";
import { sendSeed } from "../seed/send.ts";
import type { KvSecretSeedInputs, KvSecretSeedState } from "./provider.ts";

/**
 * Writes the records that a program gives, where the namespace does not have them. All are checked
 * before any is sent.
 *
 * @param written the manifest of what earlier runs wrote.
 * @throws CannotRunError where one does not fit, with its number and nothing of what is in it, or the
 * API refuses.
 */
export async function applySecretSeed(
  { records, ...inputs }: KvSecretSeedInputs,
  written: string,
  { onProgress: _, journals: __, pace, ...connection }: SeedConnection,
): Promise<KvSecretSeedState> {
  const { schema, binding, collection, prefix, prune } = inputs;
  const client = createKvClient(connection);
  const target = { ...inputs, client, ...(pace !== undefined && { pace }) };
  try {
    const pairs = await checkedPairs(inputs, JSON.parse(records));
    const known = Manifest.parse(written);
    const wanted = await sendSeed(target, inOrder(pairs), known);
    if (prune) {
      for (const each of [prefix, ...(await pointerPrefixes(schema, binding, collection))]) {
        await pruneSeed(target, each, known, wanted);
      }
    }
    return { ...inputs, digest: hash("sha256", records), manifest: wanted.toString() };
  } catch (error) {
    // Pulumi's CLI shows the message of what a provider throws, and nothing else of it.
    throw explainApiError(error);
  }
}

async function checkedPairs(
  { schema, binding, collection }: Omit<KvSecretSeedInputs, "records">,
  records: unknown,
): Promise<readonly SeedPair[]> {
  const name = `seeds.${binding}.${collection}`;
  if (!Array.isArray(records)) {
    throw new CannotRunError(`${name} is not an array of records`, {
      help: "Write `[{ params: { … }, value: … }]`.",
    });
  }
  const { definition, model } = await loadCollection(schema, binding, collection);
  const target = await seedTarget(schema, definition, binding, model);
  const seen = new SeenKeys();
  const pairs: SeedPair[] = [];
  for (const [index, record] of records.entries()) {
    const prepared = await prepareRecord(target, record);
    if (typeof prepared === "string") {
      throw new CannotRunError(
        `record ${index + 1} of ${name}: ${misfitPart(target, isRecord(record) ? record : {})}`,
        { help: "Mend the record, or the collection's types. What is in it is not shown." },
      );
    }
    const before = seen.add([prepared.pair.key, ...prepared.pointers], index + 1);
    if (before !== undefined) {
      throw new CannotRunError(
        `record ${index + 1} of ${name} has a key of record ${before.record}`,
        { help: "Keep one of them: KV refuses a key twice in one write." },
      );
    }
    pairs.push(...pairsOf(prepared));
  }
  return pairs;
}

async function* inOrder(pairs: readonly SeedPair[]): AsyncGenerator<SeedPair> {
  yield* pairs;
}
