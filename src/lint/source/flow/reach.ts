import type { CallExpression, Node } from "oxc-parser";
import type { Model } from "../../../../schema/model.ts";
import { remembered } from "../../../../schema/remembered.ts";
import type { Code } from "../code.ts";
import { isFunction } from "../function.ts";
import { isInside } from "../inside.ts";
import type { KvCall } from "../kv-call.ts";
import { VALUE_READS } from "../kv-methods.ts";
import type { SourceFile } from "../source-file.ts";
import type { Tree } from "../tree.ts";
import { unwrap } from "../unwrap.ts";
import { ownCallsIn } from "./own-calls.ts";
import { functionImported } from "./own-function.ts";

/** How many imports away KV may be: a route, the module that it calls, and the module that this one keeps KV in. */
const MAX_IMPORTS = 2;

/** The functions that call KV, or call a function that does, and those around them. */
type Touching = ReadonlySet<Node>;

/** Calls of functions of other modules, with the functions. */
type Imported = ReadonlyMap<CallExpression, Code>;

/** A file, and what it takes to follow its calls into other modules. */
export interface Project {
  readonly file: SourceFile;
  /** The file's calls of KV, in the order of the text; at least one, except for rules that follow modules. */
  readonly calls: readonly KvCall[];
  /** The calls of KV in another module of the project. */
  callsIn(module: SourceFile): readonly KvCall[];
  readonly model: Model;
}

/** Which code of a file leads to KV. */
export const reachOf = remembered(
  (project: Project) => new Reach(project),
  ({ calls }) => calls,
);

/** Which code of a file leads to KV: by its own calls, by those of its functions, and by what it awaits from other modules. */
class Reach {
  readonly #file: SourceFile;
  readonly #calls: readonly KvCall[];
  readonly #callsIn: (module: SourceFile) => readonly KvCall[];
  /** For each number of imports that a module may be away from KV, the functions found so far. */
  readonly #known = Array.from({ length: MAX_IMPORTS + 1 }, () => new Map<Tree, Touching>());
  readonly #kvIn = remembered(
    (file: SourceFile) =>
      new Map<Node, KvCall>(this.#callsOf(file).map((call) => [call.node, call])),
    ({ tree }) => tree,
  );
  #imported: Imported | undefined;

  constructor({ file, calls, callsIn }: Project) {
    this.#file = file;
    this.#calls = calls;
    this.#callsIn = callsIn;
  }

  /** The calls of other modules' functions that the file awaits or returns, and that lead to KV. */
  get imported(): Imported {
    this.#imported ??= this.#importedBy(this.#file, MAX_IMPORTS);
    return this.#imported;
  }

  /** The KV call that a node is. */
  kv(node: Node, file: SourceFile): KvCall | undefined {
    return this.#kvIn(file).get(node);
  }

  /** Whether a function leads to KV. */
  touches(node: Node, file: SourceFile): boolean {
    return this.#touchingIn(file).has(node);
  }

  /** The functions from which all code that may write back, or twice, is reached, and the program if its own statements may. */
  *roots(): Generator<Node> {
    const touching = this.#touchingIn(this.#file);
    const { parents, program } = this.#file;
    for (const root of touching) {
      const around = [...parents.around(root)].slice(1);
      const isInTouching = around.some((outer) => touching.has(outer) && isFunction(outer));
      if (root.type !== "Program" && !isInTouching && this.#mayWriteBack(root)) yield root;
    }
    if (touching.has(program)) yield program;
  }

  /** Whether a function both reads and writes, or writes twice, or calls another one that may do the rest. */
  #mayWriteBack(root: Node): boolean {
    const isInRoot = (node: Node) => isInside(node, root);
    const methods = this.#calls.filter(({ node }) => isInRoot(node)).map(({ method }) => method);
    const [hasPut, isMany] = [methods.includes("put"), methods.length > 1];
    const isRest = (method: string) => VALUE_READS.has(method) || method === "delete";
    if (hasPut && isMany && (methods.some(isRest) || methods.every((one) => one === "put")))
      return true;
    return (
      [...ownCallsIn(this.#file).keys()].some(isInRoot) || [...this.imported.keys()].some(isInRoot)
    );
  }

  #touchingIn(file: SourceFile, imports = this.#importsFor(file)): Touching {
    const known = this.#known[imports]?.get(file.tree);
    if (known !== undefined) return known;
    const isOwn = file.tree === this.#file.tree;
    const imported = isOwn ? this.imported : this.#importedBy(file, imports);
    const found = touchingIn(file, [
      ...this.#callsOf(file).map(({ node }) => node),
      ...imported.keys(),
    ]);
    this.#known[imports]?.set(file.tree, found);
    return found;
  }

  #callsOf(file: SourceFile): readonly KvCall[] {
    return file.tree === this.#file.tree ? this.#calls : this.#callsIn(file);
  }

  /** The file itself may be the full number of imports away from KV, a module that it imports one less. */
  #importsFor({ tree }: SourceFile): number {
    return tree === this.#file.tree ? MAX_IMPORTS : MAX_IMPORTS - 1;
  }

  /** The calls of other modules that a module awaits or returns, and that lead to KV. */
  #importedBy(file: SourceFile, imports: number): Imported {
    const found = new Map<CallExpression, Code>();
    if (imports === 0) return found;
    const kv = new Set<Node>(this.#callsOf(file).map(({ node }) => node));
    for (const node of callsWaitedFor(file)) {
      if (kv.has(node)) continue;
      const called = functionImported(node, { node, file });
      // Modules may import each other.
      if (called === undefined || called.file.tree === this.#file.tree) continue;
      if (this.#touchingIn(called.file, imports - 1).has(called.node)) found.set(node, called);
    }
    return found;
  }
}

/** The calls whose results a file waits for, or leaves to its callers: `await save(user)`, `return load(id)`. */
function* callsWaitedFor({ tree }: SourceFile): Generator<CallExpression> {
  for (const { argument } of tree.ofType("AwaitExpression")) {
    const node = unwrap(argument);
    if (node.type === "CallExpression") yield node;
  }
  const results = [
    ...tree.ofType("ReturnStatement").map(({ argument }) => argument),
    ...tree.ofType("ArrowFunctionExpression").map(({ body }) => body),
  ];
  for (const result of results) {
    const node = result === null ? undefined : unwrap(result);
    // What is returned is mostly a method's result: `c.json(…)`, `items.map(…)`.
    if (node?.type === "CallExpression" && node.callee.type === "Identifier") yield node;
  }
}

/** The functions around some calls, and around the calls of these functions, and so on. */
function touchingIn(file: SourceFile, calls: readonly Node[]): ReadonlySet<Node> {
  const touching = new Set<Node>();
  if (calls.length === 0) return touching;
  const add = (node: Node) => {
    if (file.parents.functionOf(node) === file.program) touching.add(file.program);
    for (const outer of file.parents.around(node)) if (isFunction(outer)) touching.add(outer);
  };
  for (const node of calls) add(node);
  const known = new Set<Node>(calls);
  const edges = [...ownCallsIn(file)].filter(([call]) => !known.has(call));
  const callsOf = Map.groupBy(edges, ([, called]): Node => called);
  // A set also iterates over what is added meanwhile.
  for (const called of touching) for (const [call] of callsOf.get(called) ?? []) add(call);
  return touching;
}
