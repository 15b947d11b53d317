import type { CallExpression, Node, ParamPattern } from "oxc-parser";
import { argumentsFor } from "../call-result.ts";
import { childrenOf } from "../children.ts";
import type { Code, Given } from "../code.ts";
import { isFunction, type OwnFunction } from "../function.ts";
import type { SourceFile } from "../source-file.ts";
import { unwrap } from "../unwrap.ts";
import { bind } from "./bind.ts";
import { type Carried, NOTHING, together } from "./carried.ts";
import { Environment } from "./environment.ts";
import { runExpression } from "./expressions.ts";
import { nullNames } from "./null-names.ts";
import { functionCalled, functionImported } from "./own-function.ts";
import { type End, runStatement, type Ways } from "./statements.ts";

/** How many nodes of a function are run, how deep they may nest, and how many calls are followed into each other. */
const MAX_NODES = 100_000;
const MAX_DEPTH = 150;
const MAX_CALLS = 4;

/** What happens at a KV call. */
type OnKv = (call: CallExpression, args: readonly Carried[], flow: Flow) => Carried | undefined;

interface Frame {
  readonly node: Node;
  readonly file: SourceFile;
  readonly given: ReadonlyMap<ParamPattern, Given> | undefined;
  readonly results: Carried[];
  readonly ends: Environment[];
}

/**
 * Runs a function in the abstract: statement by statement, both branches of each condition, loops twice, and into
 * the functions that it calls, including those of other modules that reach KV. It tracks what each variable carries.
 */
export class Flow implements Ways {
  readonly #file: SourceFile;
  readonly #onKv: OnKv;
  /** Whether a call of a function leads to KV. */
  readonly #touches: (node: Node, file: SourceFile) => boolean;
  #frames: readonly Frame[] = [];
  #path: readonly CallExpression[] = [];
  /** Undefined where the program does not get to. */
  #now: Environment | undefined = new Environment();
  /** The states in which `break` and `continue` leave the loops and switches around. */
  #leaves: Environment[] = [];
  /** The calls of KV, and those that were followed. */
  readonly #known = new Set<CallExpression>();
  #nodes = 0;
  #depth = 0;

  constructor(file: SourceFile, onKv: OnKv, touches: (node: Node, file: SourceFile) => boolean) {
    this.#file = file;
    this.#onKv = onKv;
    this.#touches = touches;
  }

  /** The file in which names are looked up here. */
  get file(): SourceFile {
    return this.#frames.at(-1)?.file ?? this.#file;
  }

  get environment(): Environment {
    this.#now ??= new Environment();
    return this.#now;
  }

  /** The calls of the file's own functions that lead here. */
  get path(): readonly CallExpression[] {
    return this.#path;
  }

  /** A piece of code here, with the arguments for the parameters around it. */
  code(node: Node): Code {
    const given = this.#frames.at(-1)?.given;
    return given === undefined ? { node, file: this.file } : { node, file: this.file, given };
  }

  value(expression: Node): Carried {
    const value = this.#enter() ? runExpression(unwrap(expression), this) : NOTHING;
    this.#depth--;
    return value;
  }

  statement(node: Node): void {
    if (this.#now === undefined) return;
    if (this.#enter()) runStatement(node, this);
    this.#depth--;
  }

  /** Whether there is room for one more node, below others and after them. */
  #enter(): boolean {
    return ++this.#depth <= MAX_DEPTH && ++this.#nodes <= MAX_NODES;
  }

  kv(call: CallExpression, args: readonly Carried[]): Carried | undefined {
    const found = this.#onKv(call, args, this);
    if (found !== undefined) this.#known.add(call);
    return found;
  }

  isKnown(call: CallExpression): boolean {
    return this.#known.has(call);
  }

  call(call: CallExpression, args: readonly Carried[]): Carried | undefined {
    const own = functionCalled(call, this.code(call));
    const called = own ?? functionImported(call, this.code(call));
    if (called === undefined || !isFunction(called.node)) return undefined;
    const { node, file } = called;
    if (this.#path.length >= MAX_CALLS || this.#frames.some((frame) => frame.node === node)) {
      return undefined;
    }
    const isToFollow = this.#touches(node, file);
    if (!isToFollow && (own === undefined || args.every(({ size }) => size === 0)))
      return undefined;
    const given = argumentsFor(called, this.code(call));
    const path = this.#path;
    this.#path = [...path, call];
    this.#known.add(call);
    const result = this.#inFrame({ node, file, given, results: [], ends: [] }, args);
    this.#path = path;
    return result;
  }

  closure(node: OwnFunction, args: readonly Carried[]): Carried {
    if (this.#frames.some((frame) => frame.node === node)) return NOTHING;
    const before = this.#now?.copy();
    const given = this.#frames.at(-1)?.given;
    const result = this.#inFrame({ node, file: this.file, given, results: [], ends: [] }, args);
    this.#now = Environment.joined([before, this.#now]);
    return result;
  }

  /** Runs a function from the start, with nothing known about its parameters. */
  root(node: Node): void {
    if (isFunction(node)) this.closure(node, []);
    else for (const statement of childrenOf(node)) this.statement(statement);
  }

  #inFrame(frame: Frame, args: readonly Carried[]): Carried {
    const { node } = frame;
    if (!isFunction(node) || node.body === null) return NOTHING;
    const [frames, leaves] = [this.#frames, this.#leaves];
    this.#frames = [...frames, frame];
    this.#leaves = [];
    for (const [index, parameter] of node.params.entries()) {
      bind(parameter, args[index] ?? NOTHING, this);
    }
    if (node.body.type === "BlockStatement") this.statement(node.body);
    else frame.results.push(this.value(node.body));
    this.#frames = frames;
    this.#leaves = leaves;
    this.#now = Environment.joined([this.#now, ...frame.ends]);
    return together(frame.results);
  }

  fork(test: Node, then: () => Carried, otherwise: () => Carried): Carried {
    const before = this.#now;
    const [whereTrue, whereFalse] = nullNames(test);
    const one = this.#way(before, whereTrue, then);
    const afterOne = this.#now;
    const other = this.#way(before, whereFalse, otherwise);
    this.#now = Environment.joined([afterOne, this.#now]);
    return together([one, other]);
  }

  /** Takes a branch in which some variables are known to hold nothing. */
  #way(from: Environment | undefined, empty: readonly Node[], way: () => Carried): Carried {
    this.#now = from?.copy();
    if (this.#now !== undefined) for (const name of empty) bind(name, NOTHING, this);
    return this.#now === undefined ? NOTHING : way();
  }

  end(how: End, value = NOTHING): void {
    const frame = this.#frames.at(-1);
    if (how === "leave") this.#leaves.push(this.environment);
    if (how === "return") {
      frame?.results.push(value);
      frame?.ends.push(this.environment);
    }
    this.#now = undefined;
  }

  /** A loop may not run at all, run once, or go on with what the previous round left. */
  loop(round: () => void): void {
    const outer = this.#leaves;
    this.#leaves = [];
    for (let times = 0; times < 2; times++) {
      const before = this.#now?.copy();
      if (before === undefined) break;
      this.environment.forgetWritten();
      round();
      this.#now = Environment.joined([before, this.#now, ...this.#leaves]);
      this.environment.forgetWritten();
    }
    this.#leaves = outer;
  }

  switch(cases: readonly (readonly Node[])[]): void {
    const outer = this.#leaves;
    this.#leaves = [];
    const before = this.#now?.copy();
    for (const statements of cases) {
      this.#now = Environment.joined([before, this.#now]);
      for (const statement of statements) this.statement(statement);
    }
    this.#now = Environment.joined([before, this.#now, ...this.#leaves]);
    this.#leaves = outer;
  }

  /** An exception may leave a block anywhere. */
  try(block: Node, handler: Node | undefined): void {
    const before = this.#now?.copy();
    this.statement(block);
    const after = this.#now;
    if (handler === undefined) return;
    this.#now = Environment.joined([before, after]);
    this.environment.wait();
    this.statement(handler);
    this.#now = Environment.joined([after, this.#now]);
  }
}
