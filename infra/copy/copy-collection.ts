import { hash } from "node:crypto";
import { CannotRunError } from "../../schema/cannot-run.ts";
import type { KvDefinition } from "../../schema/define.ts";
import { literalHead } from "../../schema/key-pattern.ts";
import type { CollectionModel } from "../../schema/model.ts";
import { type SeedCollection, seedCollection } from "../../schema/seed/collection.ts";
import { storedReader } from "../../schema/seed/decode.ts";
import { misfitPart } from "../../schema/seed/misfit.ts";
import { prepareRecord } from "../../schema/seed/prepare-record.ts";
import { type PreparedRecord, pairsOf, type SeedPair } from "../../schema/seed/record.ts";
import { SeenKeys } from "../../schema/seed/seen-keys.ts";
import { keyStart, parseKey } from "../../src/runtime/key-spec.ts";
import { keptExpiry } from "../../src/runtime/ttl.ts";
import { type ListedKey, listKeys } from "../seed/list-keys.ts";
import type { SeedTarget } from "../seed/send.ts";
import type { Fakes } from "./fakes.ts";
import { readValues, type StoredRecord } from "./read-values.ts";
import { type CopiedRecord, redactRecord, UnredactableError } from "./redact-record.ts";

/** A collection whose records are read. */
export interface CopySource {
  /** The namespace, and how to reach it. */
  readonly from: SeedTarget;
  readonly schemaFile: string;
  readonly definition: KvDefinition;
  readonly binding: string;
  readonly collection: CollectionModel;
  /** The share of the records to copy, from 0 to 1; a collection of one record is copied whole. */
  readonly share: number;
  readonly fakes: Fakes;
}

/** What happened to the records of a collection. */
export interface CopyCount {
  /** The number of records that exist. */
  found: number;
  /** The number of copied records. */
  copied: number;
  /** The first few records that do not fit the schema, by the keys that they would have in the copy. */
  readonly bad: string[];
  /** How many do not fit in total. */
  badCount: number;
  /** The number of records whose redacted key is that of another one. */
  twins: number;
}

/** The most keys of bad records that are worth reading. */
const MAX_BAD_KEYS = 20;

/** Why a record is left out. */
class BadRecord extends Error {}

/**
 * The pairs that a copy of a collection consists of: read from the stage, redacted and checked against the
 * schema one after the other, so it takes the memory of a hundred records.
 *
 * @param count is updated on the way.
 * @throws CannotRunError if redactions make records that do not fit the schema, or the API rejects a call.
 */
export async function* copiedPairs(source: CopySource, count: CopyCount): AsyncGenerator<SeedPair> {
  const { from, schemaFile, definition, binding, collection } = source;
  const { redact } = collection;
  const target = await seedCollection(schemaFile, definition, binding, collection);
  const reader = await storedReader(collection, schemaFile);
  // Only changed keys can collide.
  const isRekeyed =
    redact?.policy === "parts" && redact.parts.some(({ part }) => part === "params");
  const seen = isRekeyed ? new SeenKeys() : undefined;
  const keys = chosenKeys(source, target, count);
  for await (const stored of readValues(from, keys, reader.type)) {
    const params = parseKey(target.key, stored.key) ?? {};
    const shown = shownKey(target, params, source);
    try {
      const at = { collection: `${binding}.${collection.name}`, key: stored.key };
      const decoded = await reader
        .decode(stored.value, stored.metadata, at)
        .catch((error: Error) => {
          throw new BadRecord(error.message);
        });
      const record = { params, ...decoded };
      const prepared = await redactedRecord(target, record, stored, source);
      if (seen?.add([prepared.pair.key], count.copied + 1) !== undefined) {
        count.twins++;
        continue;
      }
      yield* pairsOf(prepared);
      count.copied++;
    } catch (error) {
      if (!(error instanceof BadRecord || error instanceof UnredactableError)) throw error;
      count.badCount++;
      if (count.bad.length < MAX_BAD_KEYS) count.bad.push(`${shown}: ${error.message}`);
    }
  }
}

/** A record as it is written, with its personal data replaced. */
async function redactedRecord(
  target: SeedCollection,
  record: CopiedRecord,
  { expiration }: StoredRecord,
  { binding, collection, fakes }: CopySource,
): Promise<PreparedRecord> {
  const expiry = keptExpiry(expiration);
  const redacted = redactRecord(record, collection.redact, fakes);
  const prepared = await prepareRecord(target, redacted, expiry);
  if (typeof prepared !== "string") return prepared;
  // Finds out what is wrong: the record, whose values do not belong in a log, or the schema.
  const isBad =
    redacted === record || typeof (await prepareRecord(target, record, expiry)) === "string";
  if (isBad) throw new BadRecord(misfitPart(target, record));
  throw new CannotRunError(
    `the redactions of ${binding}.${collection.name} make records that do not fit the schema: ${prepared}`,
    {
      help: "Choose redactions whose texts the types accept, or `redact.fixed(…)` with a value that fits.",
    },
  );
}

/** The listed keys of the collection's records that are in the sample. */
async function* chosenKeys(
  { from, collection, share }: CopySource,
  target: SeedCollection,
  count: CopyCount,
): AsyncGenerator<ListedKey> {
  const isOne = collection.key.params.length === 0;
  for await (const listed of listKeys(from, literalHead(collection.key))) {
    // Another collection's key, a pointer, or one that the schema does not know.
    if (parseKey(target.key, listed.name) === null) continue;
    count.found++;
    if (isOne || isInSample(listed.name, share)) yield listed;
  }
}

/** Depends only on the key, so that the same records are chosen each time. */
function isInSample(key: string, share: number): boolean {
  return Number.parseInt(hash("sha256", key, "hex").slice(0, 12), 16) < share * 2 ** 48;
}

/** The key that messages use for a record: that of the copy, which shows nobody's data. */
function shownKey(
  { key }: SeedCollection,
  params: CopiedRecord["params"],
  { collection: { redact }, fakes }: CopySource,
): string {
  try {
    const redacted = redactRecord({ params, value: null }, redact, fakes).params;
    return keyStart(key, redacted, key.parts.length);
  } catch {
    return key.name;
  }
}
