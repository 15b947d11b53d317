import type { Node, Program } from "oxc-parser";
import { walk } from "./children.ts";
import type { SourceFile } from "./source-file.ts";
import { memberOf, unwrap } from "./unwrap.ts";

const CHANGED = new WeakMap<Program, ReadonlySet<string>>();

const CHANGEABLE: ReadonlySet<string> = new Set([
  "ClassDeclaration",
  "ClassExpression",
  "ObjectExpression",
]);

/**
 * Whether a file changes properties of what a constant of this name holds: `KEYS.session = …`.
 *
 * @param held what it holds, where it is known; text and functions have nothing to change.
 */
export function isChanged(name: string, held: Node | undefined, { program }: SourceFile): boolean {
  if (held !== undefined && !CHANGEABLE.has(unwrap(held).type)) return false;
  let names = CHANGED.get(program);
  if (names === undefined) {
    names = new Set(changesIn(program));
    CHANGED.set(program, names);
  }
  return names.has(name);
}

/** The names at the roots of all that is assigned to, counted up or deleted, or given to `Object.assign`. */
function* changesIn(program: Program): Generator<string> {
  for (const node of walk(program)) {
    const target = targetOf(node);
    let root = target && unwrap(target);
    while (root?.type === "MemberExpression") root = unwrap(root.object);
    if (root?.type === "Identifier") yield root.name;
  }
}

function targetOf(node: Node): Node | undefined {
  switch (node.type) {
    case "AssignmentExpression":
      return node.left;
    case "UpdateExpression":
      return node.argument;
    case "UnaryExpression":
      return node.operator === "delete" ? node.argument : undefined;
    case "CallExpression":
      return memberOf(node.callee)?.name === "assign" ? node.arguments[0] : undefined;
    default:
      return undefined;
  }
}
