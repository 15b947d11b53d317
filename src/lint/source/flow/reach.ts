import type { CallExpression, Node } from "oxc-parser";
import type { KvCall } from "../kv-call.ts";
import type { SourceFile } from "../source-file.ts";
import type { Tree } from "../tree.ts";
import { unwrap } from "../unwrap.ts";
import { ownCallsIn } from "./own-calls.ts";
import { functionImported, isFunction } from "./own-function.ts";

const READS: ReadonlySet<string> = new Set(["get", "getWithMetadata"]);

/** What is known of one module. */
interface Known {
  readonly kv: ReadonlyMap<Node, KvCall>;
  /** The functions that call KV, or a function that does, and those around them. */
  readonly touching: ReadonlySet<Node>;
}

/** Which code of a file leads to KV, by its own calls, by those of its functions, and by what it awaits of other modules. */
export class Reach {
  readonly #file: SourceFile;
  readonly #calls: readonly KvCall[];
  readonly #callsIn: (module: SourceFile) => readonly KvCall[];
  readonly #known = new Map<Tree, Known>();
  readonly #numbers = new Map<Node, number>();
  #imported: readonly CallExpression[] | undefined;

  constructor(
    file: SourceFile,
    calls: readonly KvCall[],
    callsIn: (module: SourceFile) => readonly KvCall[],
  ) {
    this.#file = file;
    this.#calls = calls;
    this.#callsIn = callsIn;
  }

  /** Whether the file awaits a function of another module that calls KV. */
  get hasImported(): boolean {
    return this.#importedCalls().length > 0;
  }

  /** The KV call that a node is. */
  kv(node: Node, file: SourceFile): KvCall | undefined {
    return this.#of(file).kv.get(node);
  }

  /** Whether a function leads to KV. */
  touches(node: Node, file: SourceFile): boolean {
    return this.#of(file).touching.has(node);
  }

  /** The same for the same node of whichever module. */
  numberOf(node: Node): number {
    const number = this.#numbers.get(node) ?? this.#numbers.size;
    this.#numbers.set(node, number);
    return number;
  }

  /** The functions from which all that may write back is come to, and the program where its own statements may. */
  *roots(): Generator<Node> {
    const { touching } = this.#of(this.#file);
    const { parents, program } = this.#file;
    for (const root of touching) {
      const around = [...parents.around(root)].slice(1);
      const isInside = around.some((outer) => touching.has(outer) && isFunction(outer));
      if (root.type !== "Program" && !isInside && this.#mayWriteBack(root)) yield root;
    }
    if (touching.has(program)) yield program;
  }

  /** Whether a function both reads and writes, or calls another one, which may do the rest. */
  #mayWriteBack(root: Node): boolean {
    const isInside = ({ start, end }: Node) => root.start <= start && end <= root.end;
    const methods = this.#calls.filter(({ node }) => isInside(node)).map(({ method }) => method);
    if (methods.some((method) => READS.has(method)) && methods.includes("put")) return true;
    return (
      [...ownCallsIn(this.#file).keys()].some(isInside) || this.#importedCalls().some(isInside)
    );
  }

  #of(file: SourceFile): Known {
    const known = this.#known.get(file.tree);
    if (known !== undefined) return known;
    const isOwn = file.tree === this.#file.tree;
    const calls = isOwn ? this.#calls : this.#callsIn(file);
    const nodes = calls.map(({ node }) => node);
    const found = {
      kv: new Map<Node, KvCall>(calls.map((call) => [call.node, call])),
      touching: touchingIn(file, isOwn ? [...nodes, ...this.#importedCalls()] : nodes),
    };
    this.#known.set(file.tree, found);
    return found;
  }

  #importedCalls(): readonly CallExpression[] {
    this.#imported ??= this.#file.tree
      .ofType("AwaitExpression")
      .map(({ argument }) => unwrap(argument))
      .filter((node): node is CallExpression => {
        if (node.type !== "CallExpression") return false;
        const called = functionImported(node, { node, file: this.#file });
        return called !== undefined && this.touches(called.node, called.file);
      });
    return this.#imported;
  }
}

/** The functions around some calls, and around the calls of these functions, and so on. */
function touchingIn(file: SourceFile, calls: readonly Node[]): ReadonlySet<Node> {
  const touching = new Set<Node>();
  const add = (node: Node) => {
    if (file.parents.functionOf(node) === file.program) touching.add(file.program);
    for (const outer of file.parents.around(node)) if (isFunction(outer)) touching.add(outer);
  };
  if (calls.length === 0) return touching;
  for (const node of calls) add(node);
  const known = new Set<Node>(calls);
  const edges = [...ownCallsIn(file)].filter(([call]) => !known.has(call));
  for (let size = -1; size !== touching.size; ) {
    size = touching.size;
    for (const [call, called] of edges) if (touching.has(called)) add(call);
  }
  return touching;
}
