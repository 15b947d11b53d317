import type { Node } from "oxc-parser";
import type { SourceFile } from "./source-file.ts";
import type { Tree } from "./tree.ts";
import { memberOf, rootOf, unwrap } from "./unwrap.ts";

const CHANGED = new WeakMap<Tree, ReadonlySet<string>>();

const CHANGEABLE: ReadonlySet<string> = new Set([
  "ClassDeclaration",
  "ClassExpression",
  "ObjectExpression",
]);

/**
 * Whether a file changes properties of the value of a constant of this name: `KEYS.session = …`.
 *
 * @param held its value, if known; text and functions have nothing to change.
 */
export function isChanged(name: string, held: Node | undefined, { tree }: SourceFile): boolean {
  if (held !== undefined && !CHANGEABLE.has(unwrap(held).type)) return false;
  let names = CHANGED.get(tree);
  if (names === undefined) {
    names = new Set(rootsIn(tree));
    CHANGED.set(tree, names);
  }
  return names.has(name);
}

/** The root names of everything that is assigned to, incremented, deleted, or passed to `Object.assign`. */
function* rootsIn(tree: Tree): Generator<string> {
  for (const target of targetsIn(tree)) {
    const root = rootOf(target);
    if (root.type === "Identifier") yield root.name;
  }
}

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
