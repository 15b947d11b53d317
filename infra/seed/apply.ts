import { CannotRunError } from "../../schema/cannot-run.ts";
import { isReadOnly } from "../../schema/file-error.ts";
import { keysOfOthers } from "../../schema/seed/key-owners.ts";
import { hasSeedCode, pointerPrefixes, seedPairs } from "../../schema/seed/pairs.ts";
import type { SeedPair } from "../../schema/seed/record.ts";
import { createKvClient, explainApiError } from "../../src/cloudflare/client.ts";
import { collectGarbageOf, keepSendingSmall } from "../start-up/memory.ts";
import { CheckedEntries } from "./checked-entries.ts";
import type { SeedConnection } from "./connection.ts";
import { EngineWatch } from "./engine-watch.ts";
import { Entries } from "./entries.ts";
import { ENTRY_BYTES, entryOf } from "./entry.ts";
import { SeedJournal } from "./journal.ts";
import { journalFile } from "./journal-file.ts";
import { Manifest } from "./manifest.ts";
import { pruneSeed } from "./prune.ts";
import { type OnSent, sendSeed } from "./send.ts";
import type { KvSeedInputs, KvSeedState } from "./state.ts";

/** What a state says about the written records. */
export type WrittenSeed = Pick<KvSeedState, "manifest" | "prefix">;

/**
 * Makes a namespace match a seed: reads the seed again, as it is now, and writes what the namespace does not
 * have.
 *
 * @param written what earlier runs wrote, if there were any.
 * @returns the state that the namespace is in now.
 * @throws CannotRunError where the seed cannot be read, or is not what it was when it was checked, or
 * the API refuses: what was written until then stays, and running again sends the rest.
 */
export async function applySeed(
  inputs: KvSeedInputs,
  written: WrittenSeed | undefined,
  connection: SeedConnection,
): Promise<KvSeedState> {
  keepSendingSmall(inputs.records);
  const { onProgress, pace, engine, checked, ...options } = connection;
  const { schema, binding, collection, records, skipped } = inputs;
  const client = createKvClient(options);
  const target = { ...inputs, client, ...(pace !== undefined && { pace }) };
  const before = Manifest.parse(written?.manifest ?? "");
  const name = `${binding}.${collection}`;
  const journal = openJournal(journalFile(inputs, connection), before.digest(), name);
  const watch = new EngineWatch(engine);
  try {
    const known = journal === undefined ? before : before.with(journal.entries);
    const read = () => seedPairs(schema, binding, collection, { skipsBad: skipped > 0 });
    // Files rarely change meanwhile, which is reported at the end. Other records from code are never sent.
    const isCode = await hasSeedCode(schema, binding, collection);
    const entries = isCode
      ? checkedEntries(taken(checked, name) ?? (await manifestOf(read(), records)), inputs, name)
      : new Entries();
    const since = performance.now();
    const onSent: OnSent = (entries, count) => {
      journal?.add(entries);
      const seconds = (performance.now() - since) / 1_000;
      onProgress?.(name, { ...count, records, seconds });
      watch.check(name);
    };
    const wanted = await sendSeed(target, read(), known, onSent, entries);
    if (wanted.digest() !== inputs.digest) throw otherRecords(name, "they may already be sent");
    // A bad record may have been sent when it was good, and nobody knows which one: its parameters may be
    // what is bad. So nothing is removed, and everything stays owned by the seed, until no record is bad.
    const hasAll = skipped === 0;
    if (inputs.prune && hasAll) {
      const pointers = await pointerPrefixes(schema, binding, collection);
      await pruneSeed(name, target, {
        prefixes: [inputs.prefix, written?.prefix ?? inputs.prefix, ...pointers],
        owned: known,
        wanted,
        // Another seed may concurrently write records that have moved to its collection.
        keysOfOthers: (keys) => keysOfOthers(schema, binding, collection, keys),
      });
    }
    journal?.remove();
    // Frees what sending held: the state, with the hashes of all records, needs the memory.
    collectGarbageOf(records);
    return { ...inputs, manifest: (hasAll ? wanted : known.with(wanted)).toString() };
  } catch (error) {
    // Pulumi's CLI shows only the message of what a provider throws.
    throw explainApiError(error);
  } finally {
    watch.stop();
    journal?.close();
  }
}

/** Opens the journal of a seed, needed only if a run is stopped: a read-only checkout has none. */
function openJournal(file: string, base: string, name: string): SeedJournal | undefined {
  try {
    return new SeedJournal(file, base, name);
  } catch (error) {
    if (!(error instanceof CannotRunError && isReadOnly(error.cause))) throw error;
    console.warn(
      `${error.message}; if the run is stopped, the next one sends all of ${name} again`,
    );
    return undefined;
  }
}

function taken(checked: Map<string, Manifest> | undefined, name: string): Manifest | undefined {
  const manifest = checked?.get(name);
  checked?.delete(name);
  return manifest;
}

async function manifestOf(pairs: AsyncIterable<SeedPair>, records: number): Promise<Manifest> {
  const entries = new Entries();
  const entry = Buffer.alloc(ENTRY_BYTES);
  for await (const pair of pairs) entries.add(entryOf(pair, entry));
  const manifest = entries.manifest();
  collectGarbageOf(records);
  return manifest;
}

/** @throws CannotRunError if a seed no longer holds the records that were checked. */
function checkedEntries(
  manifest: Manifest,
  { digest }: KvSeedInputs,
  name: string,
): CheckedEntries {
  if (manifest.digest() !== digest) throw otherRecords(name, "none of them is sent");
  return new CheckedEntries(manifest, (key) =>
    otherRecords(
      name,
      key === undefined
        ? "fewer"
        : `the first with the key ${JSON.stringify(key)}, which is not sent`,
    ),
  );
}

/** @param which more about these records. */
function otherRecords(name: string, which: string): CannotRunError {
  return new CannotRunError(
    `the seed of ${name} has other records than when it was checked: ${which}`,
    {
      help: "Run the same command again, and do not change the seed's files meanwhile. Code must give the same records each time: no random values, no current time.",
    },
  );
}
