import type { Node } from "oxc-parser";
import { remembered } from "../../../schema/remembered.ts";
import type { SourceFile } from "./source-file.ts";
import type { Tree } from "./tree.ts";
import { memberOf, rootOf, unwrap } from "./unwrap.ts";

const CHANGEABLE: ReadonlySet<string> = new Set([
  ...["ClassDeclaration", "ClassExpression", "ObjectExpression"],
]);

/**
 * Whether a file changes properties of the value of a constant of this name: `KEYS.session = …`.
 *
 * @param held its value, if known; text and functions have nothing to change.
 */
export function isChanged(name: string, held: Node | undefined, { tree }: SourceFile): boolean {
  return (held === undefined || CHANGEABLE.has(unwrap(held).type)) && namesChanged(tree).has(name);
}

/** The root names of everything that is assigned to, incremented, deleted, or passed to `Object.assign`. */
const namesChanged = remembered((tree: Tree): ReadonlySet<string> => {
  const roots = [...targetsIn(tree)].map(rootOf);
  return new Set(roots.flatMap((root) => (root.type === "Identifier" ? [root.name] : [])));
});

function* targetsIn(tree: Tree): Generator<Node> {
  for (const { left } of tree.ofType("AssignmentExpression")) yield left;
  for (const { argument } of tree.ofType("UpdateExpression")) yield argument;
  for (const { operator, argument } of tree.ofType("UnaryExpression")) {
    if (operator === "delete") yield argument;
  }
  for (const {
    callee,
    arguments: [target],
  } of tree.ofType("CallExpression")) {
    if (target !== undefined && memberOf(callee)?.name === "assign") yield target;
  }
}
