import { resolve } from "node:path";
import { checkFallbacks } from "./checks/fallback-mismatch.ts";
import { checkFiles } from "./checks/files.ts";
import { runChecks } from "./checks/index.ts";
import { compileModel } from "./compile/model.ts";
import type { KvDefinition } from "./define.ts";
import { loadSchema } from "./load.ts";
import type { Model } from "./model.ts";
import type { DefinitionProblem, Path, Place, Problem, SchemaProblem } from "./problem.ts";
import type { SeedOrigin } from "./seed/check-seeds.ts";
import type { ReadingProgress } from "./seed/reading.ts";
import type { SeedPair } from "./seed/record.ts";
import { soundPart } from "./sound-part.ts";
import { DefinitionSource } from "./source/definition-source.ts";
import { findDuplicateNames, mayHoldDuplicates } from "./source/duplicate-names.ts";

/** A schema file, compiled. */
export interface Compiled {
  /** Absolute path of the schema file. */
  readonly file: string;
  readonly definition: KvDefinition;
  /** To be used only if `problems` is empty. */
  readonly model: Model;
  /** The part of it that is certain, whatever the problems are. */
  readonly sound: Model;
  /** What the definition checks found, placed in the author's files. */
  readonly problems: readonly Problem[];
  /** Gives a problem about the schema its place in the author's file. */
  place(problem: SchemaProblem): Problem;
  /** The place of a part of the definition in the author's file. */
  placeOf(path: Path): Place;
}

/** What is wanted from a schema besides its model. */
export interface CompileOptions {
  /** Receives the model as soon as it is known to have no problems, before any seed is read. */
  readonly onModel?: (model: Model) => void;
  /**
   * Whether the records of all seeds are read and checked as well, which takes time in proportion to
   * the size of the seeds.
   */
  readonly seeds?: boolean;
  /** Receives each pair that a seed writes, while it is checked: `seeds` is then true. */
  readonly onSeedPair?: (from: SeedOrigin, pair: SeedPair) => void;
  /**
   * Receives what is wrong with each bad record of a seed, as a warning: the record is then left out, and
   * the seed is read to its end. Without it, bad records are problems like any other.
   */
  readonly onBadRecord?: (from: SeedOrigin, warning: Problem) => void;
  /** Receives the progress of reading a seed (`BINDING.collection`) now and then, only if it takes long. */
  readonly onReading?: ((collection: string, progress: ReadingProgress) => void) | undefined;
}

/**
 * Loads a schema file, compiles it to the model and runs all definition checks.
 *
 * @throws CannotRunError if the file cannot be read as a schema at all.
 */
export async function compileFile(
  schemaFile: string,
  options: CompileOptions = {},
): Promise<Compiled> {
  const file = resolve(schemaFile);
  const definition = await loadSchema(file);
  const source = new DefinitionSource(file);
  const found: DefinitionProblem[] = [];
  const model = compileModel(definition.options, found);
  found.push(
    ...(await runChecks(model)),
    ...checkFiles(file, model),
    ...checkFallbacks(definition, model),
  );
  // With a problem, the model does not have all names, and the text is needed to find its place.
  if (found.length > 0 || mayHoldDuplicates(source, model)) {
    found.push(...findDuplicateNames(source, model));
  }
  const place = (problem: SchemaProblem) => source.place(problem);
  const { onModel, onSeedPair, onBadRecord, onReading, seeds = onSeedPair !== undefined } = options;
  if (found.length === 0) onModel?.(model);
  if (seeds && found.length === 0) {
    const onBad =
      onBadRecord &&
      ((from: SeedOrigin, problem: DefinitionProblem) =>
        onBadRecord(from, place({ ...problem, severity: "warning" })));
    // Most commands read no seeds, and should not load the code for that.
    const { checkSeeds } = await import("./seed/check-seeds.ts");
    found.push(
      ...(await checkSeeds(file, definition, model, { onPair: onSeedPair, onBad, onReading })),
    );
  }
  const problems = found.map((problem) => place({ ...problem, severity: "error" }));
  const placeOf = (path: Path) => source.placeOf(path);
  const sound = found.length === 0 ? model : soundPart(model, found);
  return { file, definition, model, sound, problems, place, placeOf };
}
