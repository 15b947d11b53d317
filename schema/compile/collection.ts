import type { AssetsDefinition, CollectionDefinition } from "../define.ts";
import { DEFINITION } from "../define.ts";
import type { CollectionModel } from "../model.ts";
import type { DefinitionProblem, Path } from "../problem.ts";
import { compileAssets } from "./assets.ts";
import type { CompileContext } from "./context.ts";
import { compileRecords } from "./records.ts";

/** Compiles one collection; problems are added with paths that start at `path`. */
export function compileCollection(
  name: string,
  definition: CollectionDefinition | AssetsDefinition,
  path: Path,
  context: CompileContext,
): CollectionModel | undefined {
  const found: DefinitionProblem[] = [];
  const own = { ...context, problems: found };
  const model =
    definition[DEFINITION] === "assets"
      ? compileAssets(name, definition.options, own)
      : compileRecords(name, definition.options, own);
  for (const problem of found) {
    context.problems.push({ ...problem, path: [...path, ...problem.path] });
  }
  if (model === undefined) return undefined;
  // The options are known to be an object only if there is a model.
  const { renamedFrom } = definition.options;
  return renamedFrom === undefined ? model : { ...model, renamedFrom: [renamedFrom].flat() };
}
