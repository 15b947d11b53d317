import { resolve } from "node:path";
import type { core } from "zod";
import { safeParse } from "zod/v4/core";
import { CannotRunError } from "./cannot-run.ts";
import { runChecks } from "./checks/index.ts";
import { compileModel } from "./compile/model.ts";
import { type CollectionDefinition, DEFINITION, type KvDefinition } from "./define.ts";
import { loadSchema } from "./load.ts";
import type { Model } from "./model.ts";
import type { Problem, SchemaProblem } from "./problem.ts";
import { prepareSeed, unreadableSeed } from "./seed/index.ts";
import { DefinitionSource } from "./source/definition-source.ts";
import { findDuplicateNames } from "./source/duplicate-names.ts";

/** A schema file, compiled. */
export interface Compiled {
  /** Absolute path of the schema file. */
  readonly file: string;
  readonly definition: KvDefinition;
  /** To be used only where `problems` is empty. */
  readonly model: Model;
  /** What the definition checks found, placed in the author's files. */
  readonly problems: readonly Problem[];
  /** Gives a problem about the schema its place in the author's file. */
  place(problem: SchemaProblem): Problem;
}

/** After so many bad records a seed is reported as bad and not read further. */
const MAX_SEED_PROBLEMS = 20;

/**
 * Loads a schema file, compiles it to the model and runs all definition checks.
 *
 * @param options.seeds whether the records of all seeds are read and checked as well, which takes as
 * long as the seeds are large.
 * @throws CannotRunError where the file cannot be read as a schema at all.
 */
export async function compileFile(
  schemaFile: string,
  options: { readonly seeds?: boolean } = {},
): Promise<Compiled> {
  const file = resolve(schemaFile);
  const definition = await loadSchema(file);
  const found: SchemaProblem[] = [];
  const model = compileModel(definition.options, found);
  found.push(...(await runChecks(model)), ...checkFallbacks(definition));
  if (options.seeds === true && found.length === 0) {
    found.push(...(await checkSeeds(file, definition, model)));
  }
  const source = new DefinitionSource(file);
  found.push(...findDuplicateNames(source, model));
  const place = (problem: SchemaProblem) => source.place(problem);
  return { file, definition, model, problems: found.map(place), place };
}

function checkFallbacks({ options }: KvDefinition): SchemaProblem[] {
  return Object.entries(options.namespaces).flatMap(([binding, { collections }]) =>
    Object.entries(collections ?? {}).flatMap(([name, definition]): SchemaProblem[] => {
      if (definition?.[DEFINITION] !== "collection") return [];
      const { value, fallback } = (definition as CollectionDefinition).options;
      if (fallback === undefined) return [];
      const { success, error } = safeParse(value as core.$ZodType, fallback);
      if (success) return [];
      const issues = error.issues.map(({ path, message }) => [...path, message].join(": "));
      return [
        {
          rule: "fallback-mismatch",
          severity: "error",
          path: ["namespaces", binding, "collections", name, "fallback"],
          message: `the fallback of \`${name}\` does not fit its value type: ${issues.join("; ")}`,
          help: "Mend the fallback, or the value type.",
        },
      ];
    }),
  );
}

async function checkSeeds(
  file: string,
  definition: KvDefinition,
  model: Model,
): Promise<SchemaProblem[]> {
  const found: SchemaProblem[] = [];
  for (const { binding, collections } of model.namespaces) {
    for (const collection of collections) {
      try {
        const problems: SchemaProblem[] = [];
        for await (const result of prepareSeed(file, definition, binding, collection)) {
          if ("problem" in result) problems.push(result.problem);
          if (problems.length === MAX_SEED_PROBLEMS) break;
        }
        found.push(...problems);
      } catch (error) {
        if (!(error instanceof CannotRunError)) throw error;
        found.push(unreadableSeed(binding, collection.name, error));
      }
    }
  }
  return found;
}
