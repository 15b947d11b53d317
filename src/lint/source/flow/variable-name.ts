import type { Node } from "oxc-parser";
import { remembered } from "../../../../schema/remembered.ts";
import type { Name } from "../scopes.ts";
import type { SourceFile } from "../source-file.ts";
import type { Tree } from "../tree.ts";

let count = 0;

/** The same number for the same object. */
export const numberOf = remembered(() => count++);

/** A text that stands for the value of a variable wherever it is the same; undefined if it may change. */
export function variableName(use: Name, file: SourceFile): string | undefined {
  const { name } = use;
  const declaration = file.scopes.of(use);
  if (declaration === undefined) return `\${${name}}`;
  if (!isSettled(use, file)) return undefined;
  return `\${${name}#${numberOf(declaration)}}`;
}

/** Whether a variable keeps its value from a use of it on: its function gives it all others before, and in no loop. */
function isSettled(use: Name, { scopes, parents, tree }: SourceFile): boolean {
  const targets = reassigned(tree).get(use.name) ?? [];
  const body = parents.functionOf(use);
  return targets.every(
    (target) =>
      !scopes.isSame(target, use) ||
      (target.end < use.start &&
        parents.functionOf(target) === body &&
        parents.loopOf(target) === undefined),
  );
}

/** Where variables get another value in a file, by their names. */
export const reassigned = remembered((tree: Tree): ReadonlyMap<string, readonly Node[]> => {
  const targets = [
    ...tree.ofType("AssignmentExpression").map(({ left }) => left),
    ...tree.ofType("UpdateExpression").map(({ argument }) => argument),
  ].filter((node) => node.type === "Identifier");
  return Map.groupBy(targets, (target) => target.name);
});
