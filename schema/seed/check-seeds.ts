import { CannotRunError } from "../cannot-run.ts";
import type { KvDefinition } from "../define.ts";
import type { Model } from "../model.ts";
import type { DefinitionProblem } from "../problem.ts";
import { withForms } from "./forms.ts";
import { isOfOneRecord, prepareSeed, unreadableSeed } from "./index.ts";
import type { SeedPair } from "./record.ts";

/** The collection that a pair is from. */
export interface SeedOrigin {
  readonly binding: string;
  readonly collection: string;
}

/** After so many bad records a seed is reported as bad and not read further. */
const MAX_SEED_PROBLEMS = 20;

/**
 * Reads all seeds of a schema, and holds their records to the collections' types.
 *
 * @param onPair told each pair that a seed writes.
 * @param onBad told what is wrong with a record, which is then no problem of the schema's.
 */
export async function checkSeeds(
  file: string,
  definition: KvDefinition,
  model: Model,
  onPair: ((from: SeedOrigin, pair: SeedPair) => void) | undefined,
  onBad: ((from: SeedOrigin, problem: DefinitionProblem) => void) | undefined,
): Promise<readonly DefinitionProblem[]> {
  const found: DefinitionProblem[] = [];
  for (const { binding, collections } of model.namespaces) {
    for (const collection of collections) {
      const from = { binding, collection: collection.name };
      let problems = 0;
      try {
        for await (const result of prepareSeed(file, definition, binding, collection)) {
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
          if (++problems === MAX_SEED_PROBLEMS) break;
        }
      } catch (error) {
        if (!(error instanceof CannotRunError)) throw error;
        found.push(unreadableSeed(binding, collection, error));
      }
    }
  }
  return found;
}
