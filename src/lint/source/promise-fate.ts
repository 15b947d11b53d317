import type { CallExpression, Node } from "oxc-parser";
import { isOptional } from "./children.ts";
import { isFunction, type OwnFunction } from "./function.ts";
import { globalName } from "./global-name.ts";
import type { SourceFile } from "./source-file.ts";
import { memberOf, unwrap } from "./unwrap.ts";

/** What happens to a promise. */
export type Fate =
  /** Nothing waits for it, or for a promise made from it: `at` is the last of the calls. */
  | { readonly kind: "lost"; readonly at: CallExpression; readonly void?: Node }
  /** It is used as if it were its result. */
  | { readonly kind: "used"; readonly at: CallExpression }
  /** A named function waits for it or returns it: its callers get a promise in turn. */
  | { readonly kind: "of"; readonly of: OwnFunction };

/** Methods of a promise, which return another one. */
export const CHAINS: ReadonlySet<string> = new Set(["then", "catch", "finally"]);
const MAPS: ReadonlySet<string> = new Set(["map", "flatMap"]);
const JOINS: ReadonlySet<string> = new Set([
  ...["Promise.all", "Promise.allSettled", "Promise.any", "Promise.race"],
]);

/** Functions of the language that take texts and numbers, not promises. */
const TAKES_VALUES: ReadonlySet<string> = new Set([
  ...["JSON.parse", "Number", "String", "parseInt", "parseFloat"],
  ...["Number.parseInt", "Number.parseFloat", "decodeURIComponent", "encodeURIComponent", "atob"],
]);

/**
 * What happens to the promise that a call returns; undefined if it is kept, or may be: passed to a function,
 * put into an object, held by a variable that is awaited.
 */
export function fateOf(call: CallExpression, file: SourceFile): Fate | undefined {
  return new Way(call, file).end();
}

class Way {
  readonly #file: SourceFile;
  /** The call that the promise is from by now: a chain, or `Promise.all`. */
  #at: CallExpression;
  /** The expression that has the promise as its value. */
  #value: Node;
  /** Whether it is an array of promises, which `await` does not wait for. */
  #isArray = false;

  constructor(call: CallExpression, file: SourceFile, value: Node = call) {
    this.#at = call;
    this.#value = value;
    this.#file = file;
  }

  end(): Fate | undefined {
    for (;;) {
      const next = this.#step();
      if (next !== "on") return next;
    }
  }

  /** Goes one node outwards, if the promise goes on there. */
  #step(): Fate | undefined | "on" {
    const { parents } = this.#file;
    const value = parents.outermost(this.#value);
    const parent = parents.of(value);
    switch (parent?.type) {
      case "ExpressionStatement":
        return this.#lost();
      case "UnaryExpression":
        if (parent.operator === "void")
          return this.#isArray ? undefined : { kind: "lost", at: this.#at, void: parent };
        return parent.operator === "!" ? this.#used() : undefined;
      case "AwaitExpression":
        return this.#isArray ? this.#lost() : this.#outOf(parents.functionOf(parent));
      case "ReturnStatement":
        return this.#isArray ? undefined : this.#outOf(parents.functionOf(parent));
      case "ArrowFunctionExpression":
        return this.#outOf(parent);
      case "MemberExpression":
        return parent.object === value ? this.#member(parent) : undefined;
      case "ArrayExpression":
        this.#value = parent;
        this.#isArray = true;
        return "on";
      case "CallExpression":
        return this.#argument(parent);
      case "LogicalExpression":
        if (value === parent.left && !isOptional(value)) return this.#used();
        return this.#on(parent);
      case "ConditionalExpression":
        return value === parent.test ? this.#used() : this.#on(parent);
      case "SequenceExpression":
        return value === parent.expressions.at(-1) ? this.#on(parent) : this.#lost();
      case "IfStatement":
      case "WhileStatement":
      case "DoWhileStatement":
      case "TemplateLiteral":
        return this.#used();
      case "BinaryExpression":
        return parent.operator === "instanceof" || parent.operator === "in"
          ? undefined
          : this.#used();
      case "VariableDeclarator":
        return this.#variable(parent);
      default:
        return undefined;
    }
  }

  #on(value: Node): "on" {
    this.#value = value;
    return "on";
  }

  #goOn(call: CallExpression, isArray: boolean): "on" {
    this.#at = call;
    this.#value = call;
    this.#isArray = isArray;
    return "on";
  }

  #lost(): Fate {
    return { kind: "lost", at: this.#at };
  }

  /** An array of promises is an array, and may be asked for its length. */
  #used(): Fate | undefined {
    return this.#isArray ? undefined : { kind: "used", at: this.#at };
  }

  /** `.then(…)` continues the promise; any other member belongs to its result. */
  #member(member: Node): Fate | undefined | "on" {
    const { parents } = this.#file;
    const name = memberOf(member)?.name;
    if (this.#isArray || name === undefined) return undefined;
    if (!CHAINS.has(name)) return this.#used();
    const call = parents.of(parents.outermost(member));
    const isCalled = call?.type === "CallExpression" && unwrap(call.callee) === unwrap(member);
    return isCalled ? this.#goOn(call, false) : undefined;
  }

  #argument(call: CallExpression): Fate | undefined | "on" {
    const name = globalName(call.callee, this.#file) ?? "";
    if (JOINS.has(name)) return this.#goOn(call, false);
    return TAKES_VALUES.has(name) ? this.#used() : undefined;
  }

  /** From a function that waits for the promise, or returns it, to where that function is called. */
  #outOf(outer: Node): Fate | undefined | "on" {
    const { parents } = this.#file;
    if (!isFunction(outer) || outer.generator) return undefined;
    const value = parents.outermost(outer);
    const parent = parents.of(value);
    if (parent?.type !== "CallExpression") {
      return isNamed(parent) || outer.type === "FunctionDeclaration"
        ? { kind: "of", of: outer }
        : undefined;
    }
    if (parent.callee === value) return this.#goOn(parent, false);
    const name = memberOf(unwrap(parent.callee))?.name ?? "";
    if (name === "forEach" && parent.arguments[0] === value) {
      this.#at = parent;
      return this.#lost();
    }
    if (MAPS.has(name) && parent.arguments[0] === value) return this.#goOn(parent, true);
    return CHAINS.has(name) ? this.#goOn(parent, false) : undefined;
  }

  /** Judges by all uses of a constant; a use of any other kind may be what waits for it. */
  #variable({ id, init }: Extract<Node, { readonly type: "VariableDeclarator" }>) {
    if (init === null || this.#isArray) return undefined;
    if (id.type === "ObjectPattern") return this.#used();
    // A value that may also be something else may be checked for what it is.
    if (id.type !== "Identifier" || unwrap(init) !== this.#at || isOptional(init)) return undefined;
    const { scopes, parents, tree } = this.#file;
    const around = parents.functionOf(init);
    if (scopes.of(id)?.kind !== "value" || !isFunction(around)) return undefined;
    const uses = tree
      .ofType("Identifier", around)
      .filter((use) => use !== id && scopes.isSame(use, id) && !parents.isProperty(use));
    if (uses.length === 0) return this.#lost();
    const isUsed = uses.every((use) => new Way(this.#at, this.#file, use).end()?.kind === "used");
    return isUsed ? this.#used() : undefined;
  }
}

/** Whether a function stands where it gets a name to be called by. */
function isNamed(parent: Node | undefined): boolean {
  return (
    parent?.type === "VariableDeclarator" ||
    parent?.type === "MethodDefinition" ||
    parent?.type === "PropertyDefinition"
  );
}
