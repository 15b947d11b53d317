import { CannotRunError } from "../cannot-run.ts";
import type { KvDefinition } from "../define.ts";
import type { CollectionModel, Model } from "../model.ts";
import type { DefinitionProblem } from "../problem.ts";
import { withForms } from "./forms.ts";
import { isOfOneRecord, prepareSeed, unreadableSeed } from "./prepare-seed.ts";
import { Reading, type ReadingProgress } from "./reading.ts";
import type { SeedPair } from "./record.ts";

/** The collection to which a pair belongs. */
export interface SeedOrigin {
  readonly binding: string;
  readonly collection: string;
}

/** After so many bad records, a seed is not read further. */
const MAX_SEED_PROBLEMS = 20;

/** Callbacks while seeds are read. */
export interface SeedCallbacks {
  /** Receives each pair that a seed writes. */
  readonly onPair?: ((from: SeedOrigin, pair: SeedPair) => void) | undefined;
  /** Receives what is wrong with a record, which is then not a problem of the schema. */
  readonly onBad?: ((from: SeedOrigin, problem: DefinitionProblem) => void) | undefined;
  /** Receives the progress now and then, if reading takes long. */
  readonly onReading?: ((collection: string, progress: ReadingProgress) => void) | undefined;
}

/** Reads all seeds of a schema, and checks their records against the collections' types. */
export async function checkSeeds(
  file: string,
  definition: KvDefinition,
  model: Model,
  { onReading, ...callbacks }: SeedCallbacks,
): Promise<readonly DefinitionProblem[]> {
  const reading = onReading && new Reading(onReading);
  const found: DefinitionProblem[] = [];
  try {
    for (const { binding, collections } of model.namespaces) {
      for (const collection of collections) {
        if (collection.seed === undefined) continue;
        reading?.begin(`${binding}.${collection.name}`);
        found.push(
          ...(await checkSeed(file, definition, binding, collection, { ...callbacks, reading })),
        );
      }
    }
    return found;
  } finally {
    reading?.end();
  }
}

async function checkSeed(
  file: string,
  definition: KvDefinition,
  binding: string,
  collection: CollectionModel,
  {
    onPair,
    onBad,
    reading,
  }: Omit<SeedCallbacks, "onReading"> & { readonly reading: Reading | undefined },
): Promise<readonly DefinitionProblem[]> {
  const from = { binding, collection: collection.name };
  const found: DefinitionProblem[] = [];
  try {
    for await (const result of prepareSeed(file, definition, binding, collection)) {
      reading?.add();
      if ("pair" in result) {
        if (onPair === undefined) continue;
        for await (const pair of withForms(result.pair, collection)) onPair(from, pair);
        continue;
      }
      if (onBad !== undefined && isOfOneRecord(result.problem)) {
        onBad(from, result.problem);
        continue;
      }
      found.push(result.problem);
      if (found.length === MAX_SEED_PROBLEMS) break;
    }
  } catch (error) {
    if (!(error instanceof CannotRunError)) throw error;
    found.push(unreadableSeed(binding, collection, error));
  }
  return found;
}
