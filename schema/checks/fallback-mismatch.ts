import type { core } from "zod";
import { safeParse } from "zod/v4/core";
import { reasonOf } from "../../src/runtime/error.ts";
import { type KvDefinition, recordsOptions } from "../define.ts";
import type { Model } from "../model.ts";
import type { DefinitionProblem } from "../problem.ts";
import { issuesText } from "../type/issues-text.ts";
import { collectionsOf } from "./check.ts";

/** Checks fallbacks against the zod schemas themselves, which the model no longer has. */
export function* checkFallbacks(
  definition: KvDefinition,
  model: Model,
): Generator<DefinitionProblem> {
  for (const { namespace, collection, path } of collectionsOf(model)) {
    const { name, fallback } = collection;
    const value = recordsOptions(definition, namespace.binding, name)?.value;
    if (fallback === undefined || value === undefined) continue;
    const reason = misfit(value, fallback);
    if (reason === undefined) continue;
    yield {
      rule: "fallback-mismatch",
      path: [...path, "fallback"],
      message: `the fallback of \`${name}\` does not fit its value type: ${reason}`,
      help: "Fix the fallback, or the value type.",
    };
  }
}

/** Why a value does not fit a type. */
function misfit(type: core.$ZodType, value: unknown): string | undefined {
  try {
    const { error } = safeParse(type, value);
    return error && issuesText(error.issues);
  } catch (error) {
    // A refinement of the author's, which has its own problem.
    return reasonOf(error);
  }
}
