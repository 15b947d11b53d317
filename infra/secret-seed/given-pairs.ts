import { CannotRunError } from "../../schema/cannot-run.ts";
import { seedCollection } from "../../schema/seed/collection.ts";
import { misfitPart } from "../../schema/seed/misfit.ts";
import { loadCollection } from "../../schema/seed/pairs.ts";
import { prepareRecord } from "../../schema/seed/prepare-record.ts";
import { pairsOf, type SeedPair } from "../../schema/seed/record.ts";
import { SeenKeys } from "../../schema/seed/seen-keys.ts";
import { isRecord } from "../../src/runtime/issue.ts";
import type { KvSecretSeedInputs } from "./state.ts";

/** The pairs of the records that a program provides. */
export interface GivenPairs {
  readonly pairs: readonly SeedPair[];
  /** Why bad records are left out, one message each, with nothing of their content. */
  readonly skipped: readonly string[];
}

/**
 * Checks the records that a program provides, all of them before any is sent.
 *
 * @throws CannotRunError if one does not fit and `skipInvalid` is not set, with its number but nothing of its
 * content.
 */
export async function givenPairs({
  schema,
  binding,
  collection,
  records: json,
  skipInvalid,
}: Pick<
  KvSecretSeedInputs,
  "schema" | "binding" | "collection" | "records" | "skipInvalid"
>): Promise<GivenPairs> {
  const name = `seeds.${binding}.${collection}`;
  const records: unknown = JSON.parse(json);
  if (!Array.isArray(records)) {
    throw new CannotRunError(`${name} is not an array of records`, {
      help: "Write `[{ params: { … }, value: … }]`.",
    });
  }
  const { definition, model } = await loadCollection(schema, binding, collection);
  const target = await seedCollection(schema, definition, binding, model);
  const seen = new SeenKeys();
  const pairs: SeedPair[] = [];
  const skipped: string[] = [];
  const leaveOut = (message: string, help: string) => {
    if (!skipInvalid) throw new CannotRunError(message, { help });
    skipped.push(message);
  };
  for (const [index, record] of records.entries()) {
    const prepared = await prepareRecord(target, record);
    if (typeof prepared === "string") {
      const part = misfitPart(target, isRecord(record) ? record : {});
      leaveOut(
        `record ${index + 1} of ${name}: ${part}`,
        "Fix the record, or the collection's types. The record's content is not shown.",
      );
      continue;
    }
    const before = seen.add([prepared.pair.key, ...prepared.pointers], index + 1);
    if (before !== undefined) {
      leaveOut(
        `record ${index + 1} of ${name} has a key of record ${before.record}`,
        "Keep one of them: KV rejects a write that has a key twice.",
      );
      continue;
    }
    pairs.push(...pairsOf(prepared));
  }
  return { pairs, skipped };
}
