import type { Node } from "oxc-parser";
import { isFunction } from "./function.ts";
import type { Tree } from "./tree.ts";
import { memberOf, unwrap } from "./unwrap.ts";

const LOOPS: ReadonlySet<string> = new Set([
  ...["ForStatement", "ForInStatement", "ForOfStatement", "WhileStatement", "DoWhileStatement"],
]);

/** Methods that call a function for each element. */
export const EACH: ReadonlySet<string> = new Set(["forEach", "map", "flatMap"]);

/** What is around a node. */
export class Parents {
  readonly #tree: Tree;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  of(node: Node): Node | undefined {
    return this.#tree.parentOf(node);
  }

  /** The node and all around it, from the inside out. */
  *around(node: Node): Generator<Node> {
    for (let at: Node | undefined = node; at !== undefined; at = this.of(at)) yield at;
  }

  /** The innermost function around a node; the program if there is none. */
  functionOf(node: Node): Node {
    for (const outer of this.around(node)) if (isFunction(outer)) return outer;
    return this.#tree.program;
  }

  /** The innermost loop that runs a node again and again: a statement, or the function of `forEach` and the like. */
  loopOf(node: Node): Node | undefined {
    let inner = node;
    for (const outer of this.around(node)) {
      if (LOOPS.has(outer.type) && !isBefore(inner, outer)) return outer;
      if (isFunction(outer)) return this.#isCalledForEach(outer) ? outer : undefined;
      inner = outer;
    }
    return undefined;
  }

  #isCalledForEach(node: Node): boolean {
    const call = this.of(node);
    if (call?.type !== "CallExpression" || call.arguments[0] !== node) return false;
    return EACH.has(memberOf(unwrap(call.callee))?.name ?? "");
  }

  /** The outermost node that stands for the same value: with `as`, `!` and parentheses around it. */
  outermost(node: Node): Node {
    const inner = unwrap(node);
    let outer = node;
    for (let next: Node | undefined = node; next !== undefined; next = this.of(next)) {
      if (unwrap(next) !== inner) break;
      outer = next;
    }
    return outer;
  }

  /** Whether a name is that of a property: `name` of `item.name`. */
  isProperty(name: Node): boolean {
    const outer = this.of(name);
    return outer?.type === "MemberExpression" && outer.property === name && !outer.computed;
  }

  /** The `await` of a call's result. */
  awaitOf(call: Node): Node | undefined {
    const parent = this.of(this.outermost(call));
    return parent?.type === "AwaitExpression" ? parent : undefined;
  }

  /** Whether a node is part of an export. */
  isExported(node: Node): boolean {
    return this.around(node).some(
      ({ type }) => type === "ExportNamedDeclaration" || type === "ExportDefaultDeclaration",
    );
  }

  /** The statement in a block that a node is a part of, the block's statements, and its place among them. */
  statementOf(
    node: Node,
  ): { readonly statements: readonly Node[]; readonly index: number } | undefined {
    for (const outer of this.around(node)) {
      const parent = this.of(outer);
      if (parent === undefined) return undefined;
      if (parent.type === "BlockStatement" || parent.type === "Program") {
        const statements: readonly Node[] = parent.body;
        return { statements, index: statements.indexOf(outer) };
      }
      if (isFunction(outer)) return undefined;
    }
    return undefined;
  }
}

/** Whether a part of a loop runs once, before it: what it iterates over, or its initializer. */
function isBefore(part: Node, loop: Node): boolean {
  if (loop.type === "ForOfStatement" || loop.type === "ForInStatement") return part === loop.right;
  return loop.type === "ForStatement" && part === loop.init;
}
