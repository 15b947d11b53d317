import type { CallExpression, Node } from "oxc-parser";
import { isInside } from "../inside.ts";
import type { KvCall } from "../kv-call.ts";
import { KV_WRITES, VALUE_READS } from "../kv-methods.ts";
import type { Parents } from "../parents.ts";
import type { SourceFile } from "../source-file.ts";
import type { Written } from "./environment.ts";
import type { Flow } from "./flow.ts";

/** A read or a write of a record that was certainly written before, on the way there. */
export interface Repeat {
  /** The call, or the one that leads to it, in the function that also leads to the write before. */
  readonly node: CallExpression;
  readonly isWrite: boolean;
  /** Whether only one function is involved. */
  readonly isInOneFunction: boolean;
  readonly before: Written;
}

/** Collects the repeats in a file while its functions are run. */
export class Repeats {
  readonly #file: SourceFile;
  readonly #reads = new Map<CallExpression, Repeat>();
  readonly #writes = new Map<CallExpression, Repeat>();

  constructor(file: SourceFile) {
    this.#file = file;
  }

  /**
   * Takes note of a call.
   *
   * @param record the record's exact name.
   * @param path the calls that lead to it, and the call itself.
   */
  see({ via, method }: KvCall, record: string, path: readonly CallExpression[], flow: Flow): void {
    // Accessors write again what KV has answered with 429.
    if (via !== "binding") return;
    const isWrite = KV_WRITES.has(method);
    if (!isWrite && !VALUE_READS.has(method)) return;
    const before = flow.environment.written(record);
    if (before !== undefined) this.#compare(before, path, isWrite, flow.file);
    if (isWrite) flow.environment.write(record, { path, file: flow.file, isRecent: true });
  }

  #compare(
    before: Written,
    path: readonly CallExpression[],
    isWrite: boolean,
    file: SourceFile,
  ): void {
    const at = meetingOf(before.path, path);
    const [node, ...inner] = path.slice(at);
    if (at === undefined || node === undefined) return;
    if (!this.#isCertain(before, at, node, isWrite)) return;
    if (!inner.every((each) => this.#isUnconditional(each, file))) return;
    const isInOneFunction = path.length === at + 1 && before.path.length === at + 1;
    const found = isWrite ? this.#writes : this.#reads;
    found.set(node, { node, isWrite, isInOneFunction, before });
  }

  /** In the order of the text. */
  get all(): readonly Repeat[] {
    return [...this.#reads.values(), ...this.#writes.values()].toSorted(
      (one, other) => one.node.start - other.node.start,
    );
  }

  /**
   * Whether no condition decides about the write before alone. A read may get what was there before on any way
   * past the write; of two writes, the functions in between may also not leave before the first.
   */
  #isCertain({ path, file }: Written, at: number, later: Node, isWrite: boolean): boolean {
    const [first, ...inner] = path.slice(at);
    const { parents } = this.#file;
    if (first === undefined || !isIn(parents, first) || !isIn(parents, later)) return false;
    if (!isAlwaysBefore(first, later, parents)) return false;
    return inner.every(
      (node) =>
        this.#isUnconditional(node, file) &&
        (!isWrite || !mayLeaveBefore(node, this.#fileOf(node, file))),
    );
  }

  #isUnconditional(node: Node, file: SourceFile): boolean {
    return isAlwaysBefore(node, undefined, this.#fileOf(node, file).parents);
  }

  /** The module in which a call of a path stands: this one, or that at the end of the path. */
  #fileOf(node: Node, file: SourceFile): SourceFile {
    return isIn(this.#file.parents, node) ? this.#file : file;
  }
}

/** Where two paths part; undefined if one goes on from the other. */
function meetingOf(one: readonly Node[], other: readonly Node[]): number | undefined {
  const at = one.findIndex((call, index) => call !== other[index]);
  return at === -1 || other[at] === undefined ? undefined : at;
}

/** Whether no condition decides about a call alone, and not also about a later one in the same function. */
function isAlwaysBefore(call: Node, later: Node | undefined, parents: Parents): boolean {
  const body = parents.functionOf(call);
  let inner = call;
  for (const outer of parents.around(call)) {
    if (later !== undefined && isInside(later, outer)) return true;
    if (outer === body) return later === undefined;
    if (mayNotRun(inner, outer)) return false;
    inner = outer;
  }
  return false;
}

/** Whether a part of a statement or an expression does not run each time. */
function mayNotRun(part: Node, outer: Node): boolean {
  switch (outer.type) {
    case "IfStatement":
    case "ConditionalExpression":
      return part !== outer.test;
    case "LogicalExpression":
      return part === outer.right;
    default:
      return outer.type === "CatchClause" || outer.type === "SwitchCase";
  }
}

function mayLeaveBefore(call: Node, { parents, tree }: SourceFile): boolean {
  const body = parents.functionOf(call);
  return tree
    .ofType("ReturnStatement", body)
    .some((exit) => exit.end < call.start && parents.functionOf(exit) === body);
}

function isIn(parents: Parents, node: Node): boolean {
  return parents.of(node) !== undefined;
}
