import { relative } from "node:path";
import { CannotRunError } from "../schema/cannot-run.ts";
import { compileFile } from "../schema/compile.ts";
import type { Model } from "../schema/model.ts";
import { seedPairs } from "../schema/seed/pairs.ts";
import type { Manifest } from "./seed/manifest.ts";
import { manifestOf } from "./seed/send.ts";

/** A schema, ready to be provisioned: the model, and what each seed holds. */
export interface StackSchema {
  /** The schema file, relative to the program's folder: the state must read the same on every machine. */
  readonly file: string;
  readonly model: Model;
  /** By `BINDING.collection`. */
  readonly seeds: ReadonlyMap<string, Manifest>;
}

/**
 * Loads a schema for a stack, with all its seeds read and checked before anything is provisioned.
 *
 * @throws CannotRunError where the schema or a seed has a problem.
 */
export async function loadStackSchema(file: string): Promise<StackSchema> {
  const { model, problems } = await compileFile(file);
  const [problem] = problems;
  if (problem !== undefined) {
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more problems)` : "";
    throw new CannotRunError(`${problem.rule}: ${problem.message}${more}`, {
      place: problem,
      help: `${problem.help} \`keyloom check\` shows all problems.`,
    });
  }
  const seeds = new Map<string, Manifest>();
  for (const { binding, collections } of model.namespaces) {
    for (const { name, seed } of collections) {
      if (seed === undefined) continue;
      seeds.set(`${binding}.${name}`, await manifestOf(seedPairs(file, binding, name)));
    }
  }
  return { file: relative(process.cwd(), file), model, seeds };
}
