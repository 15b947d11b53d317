import type { Node } from "oxc-parser";
import { constant } from "./constant.ts";
import type { SourceFile } from "./source-file.ts";

/** All values that a variable gets, in its declaration and later; undefined for a parameter, or if it is incremented. */
export function valuesOf(expression: Node, file: SourceFile): readonly Node[] | undefined {
  const node = constant(expression, file.scopes);
  if (node.type !== "Identifier") return [node];
  const { scopes, tree } = file;
  const declaration = scopes.of(node);
  if (declaration?.kind !== "unknown" || declaration.parameter !== undefined) return undefined;
  const isIt = (target: Node) => scopes.isSame(target, node);
  const given = tree.ofType("AssignmentExpression").filter(({ left }) => isIt(left));
  if (given.some(({ operator }) => !WHOLE.has(operator))) return undefined;
  if (tree.ofType("UpdateExpression").some(({ argument }) => isIt(argument))) return undefined;
  const first = tree.ofType("VariableDeclarator").find(({ id }) => isIt(id))?.init;
  return [...(first ? [first] : []), ...given.map(({ right }) => right)];
}

const WHOLE: ReadonlySet<string> = new Set(["=", "??=", "||="]);
