import type { Model } from "../model.ts";
import type { Path } from "../problem.ts";
import type { DefinitionCheck, Finding } from "./check.ts";

/** A former name that another one has, or had: a stack could not tell whose data it is. */
export const renameConflict: DefinitionCheck = { id: "rename-conflict", find };

function* find({ namespaces }: Model): Generator<Finding> {
  yield* conflicts(
    namespaces.map(({ binding, renamedFrom }) => ({ name: binding, renamedFrom })),
    ["namespaces"],
  );
  for (const { binding, collections } of namespaces) {
    yield* conflicts(collections, ["namespaces", binding, "collections"]);
  }
}

function* conflicts(
  named: readonly { readonly name: string; readonly renamedFrom?: readonly string[] | undefined }[],
  path: Path,
): Generator<Finding> {
  const owners = new Map(named.map(({ name }) => [name, name]));
  for (const { name, renamedFrom = [] } of named) {
    for (const former of renamedFrom) {
      const owner = owners.get(former);
      if (owner === undefined) {
        owners.set(former, name);
        continue;
      }
      const what =
        owner === former ? "is also a current name" : `is also a former name of \`${owner}\``;
      yield {
        path: [...path, name, "renamedFrom"],
        message: `\`${former}\`, the former name of \`${name}\`, ${what}`,
        help: "Use the name that it had when the stack was last updated, or leave `renamedFrom` out.",
      };
    }
  }
}
