import type { Node, Program, Span } from "oxc-parser";
import { oxc } from "../../../schema/source/oxc.ts";
import { isInside } from "./inside.ts";

type NodeOf<Type extends Node["type"]> = Extract<Node, { readonly type: Type }>;

/**
 * All nodes of a program, with what is around them, and by type. They are read in one pass, when first asked
 * for: each file that touches KV needs them, and rules mostly ask for nodes of a type, or for what is around
 * one.
 */
export class Tree {
  readonly program: Program;
  #pass: Pass | undefined;

  constructor(program: Program) {
    this.program = program;
  }

  /** The program and all below it, in the order of the text. */
  get nodes(): readonly Node[] {
    return this.#read().nodes;
  }

  /** The nodes of a type, in the order of the text; only those inside a range, if one is given. */
  ofType<Type extends Node["type"]>(type: Type, around?: Span): readonly NodeOf<Type>[] {
    const found = (this.#read().byType.get(type) ?? []) as readonly NodeOf<Type>[];
    if (around === undefined) return found;
    return found.filter((node) => isInside(node, around));
  }

  /** The node right above a node. */
  parentOf(node: Node): Node | undefined {
    return this.#read().parents.get(node);
  }

  #read(): Pass {
    this.#pass ??= read(this.program);
    return this.#pass;
  }
}

interface Pass {
  readonly nodes: readonly Node[];
  readonly parents: ReadonlyMap<Node, Node>;
  readonly byType: ReadonlyMap<string, readonly Node[]>;
}

/** It keeps its own stack, because a program may nest deeper than calls can. */
function read(program: Program): Pass {
  const { visitorKeys } = oxc();
  const nodes: Node[] = [];
  const parents = new Map<Node, Node>();
  const byType = new Map<string, Node[]>();
  const waiting: Node[] = [program];
  const wait = (child: Node, parent: Node) => {
    parents.set(child, parent);
    waiting.push(child);
  };
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    nodes.push(node);
    const same = byType.get(node.type);
    if (same === undefined) byType.set(node.type, [node]);
    else same.push(node);
    const fields = node as unknown as Readonly<Record<string, Node | readonly Node[] | null>>;
    const keys = visitorKeys[node.type] ?? [];
    // From the last one up, because the stack takes the last one first.
    for (let at = keys.length - 1; at >= 0; at--) {
      const field = fields[keys[at] ?? ""];
      if (!Array.isArray(field)) {
        if (field) wait(field as Node, node);
      } else {
        for (let index = field.length - 1; index >= 0; index--) {
          if (field[index]) wait(field[index], node);
        }
      }
    }
  }
  return { nodes, parents, byType };
}
