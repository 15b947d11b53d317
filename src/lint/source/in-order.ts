import type { AwaitExpression, CallExpression, Node } from "oxc-parser";
import { childrenOf } from "./children.ts";
import { namesIn } from "./names.ts";
import { lastName, unwrap } from "./unwrap.ts";

/** What a statement waits for, in the order in which that happens, as far as it is certain to happen. */
interface InOrder {
  readonly awaited: readonly CallExpression[];
  /** The names of the results. */
  readonly names: ReadonlySet<string>;
  /** Whether the next statement is certain to follow, with nothing in between that could matter to it. */
  readonly goesOn: boolean;
}

/** Functions and methods that only turn one value into another. */
const PLAIN: ReadonlySet<string> = new Set([
  ...["parse", "stringify", "parseInt", "parseFloat", "Number", "String", "Boolean"],
  ...["split", "trim", "toLowerCase", "toUpperCase", "includes", "startsWith"],
  ...["at", "map", "filter"],
]);

/** A program may nest deeper than calls can. */
const MAX_DEPTH = 100;

const PLAIN_CLASSES: ReadonlySet<string> = new Set(["Date", "Headers", "Map", "Set", "URL"]);

/**
 * What a statement does, in order.
 *
 * @param isWanted whether an awaited call may be one of a row.
 */
export function inOrder(statement: Node, isWanted: (call: Node) => boolean): InOrder {
  const expressions = expressionsOf(statement);
  const seen = new Seen(isWanted);
  const isDone = expressions?.every((node) => seen.visit(node)) === true;
  const isOpen = statement.type === "VariableDeclaration" || isAssignment(statement);
  return {
    awaited: seen.awaited,
    names: new Set(patternsOf(statement).flatMap((pattern) => [...namesIn(pattern)])),
    goesOn: isDone && isOpen && !seen.hasEffect,
  };
}

/** The expressions that a statement always runs; undefined for statements that are not looked into. */
function expressionsOf(statement: Node): readonly Node[] | undefined {
  switch (statement.type) {
    case "VariableDeclaration":
      return statement.declarations.flatMap(({ init }) => (init === null ? [] : [init]));
    case "ExpressionStatement":
      return [statement.expression];
    case "ReturnStatement":
      return statement.argument === null ? [] : [statement.argument];
    case "IfStatement":
      return [statement.test];
    default:
      return undefined;
  }
}

function isAssignment(statement: Node): boolean {
  return statement.type === "ExpressionStatement" && patternsOf(statement).length > 0;
}

function patternsOf(statement: Node): readonly Node[] {
  if (statement.type === "VariableDeclaration") return statement.declarations.map(({ id }) => id);
  if (statement.type !== "ExpressionStatement") return [];
  const { expression } = statement;
  return expression.type === "AssignmentExpression" && expression.left.type === "Identifier"
    ? [expression.left]
    : [];
}

class Seen {
  readonly awaited: CallExpression[] = [];
  /** Whether something was called that may matter to what follows. */
  hasEffect = false;
  readonly #isWanted: (call: Node) => boolean;
  #depth = 0;

  constructor(isWanted: (call: Node) => boolean) {
    this.#isWanted = isWanted;
  }

  /** Goes through an expression in order. Returns whether what comes after it is sure to happen next. */
  visit(expression: Node): boolean {
    const isSure = ++this.#depth <= MAX_DEPTH && this.#visit(unwrap(expression));
    this.#depth--;
    return isSure;
  }

  #visit(node: Node): boolean {
    switch (node.type) {
      case "ArrowFunctionExpression":
      case "FunctionExpression":
      case "ClassExpression":
        return true;
      case "AwaitExpression":
        return this.#await(node);
      case "LogicalExpression":
        return this.visit(node.left) && isQuiet(node.right);
      case "ConditionalExpression":
        return this.visit(node.test) && isQuiet(node.consequent) && isQuiet(node.alternate);
      case "CallExpression":
      case "NewExpression": {
        // A promise that is made here and awaited later is not part of a row.
        if (this.#isWanted(node) || !this.#children(node)) return false;
        if (!isPlain(node)) this.hasEffect = true;
        return true;
      }
      default:
        return this.#children(node);
    }
  }

  #children(node: Node): boolean {
    return childrenOf(node).every((child) => this.visit(child));
  }

  #await({ argument }: AwaitExpression): boolean {
    const call = unwrap(argument);
    if (call.type !== "CallExpression" || !this.#isWanted(call)) return false;
    if (!call.arguments.every((argument) => this.visit(argument)) || this.hasEffect) return false;
    // What gives the object that is asked, such as `getRequestContext().env`, does not matter to what follows.
    const isSure = this.visit(call.callee);
    this.hasEffect = false;
    if (isSure) this.awaited.push(call);
    return isSure;
  }
}

/** Whether an expression that may not run waits for nothing and calls nothing of note. */
function isQuiet(expression: Node): boolean {
  const seen = new Seen(() => false);
  return seen.visit(expression) && !seen.hasEffect;
}

function isPlain(node: Node): boolean {
  if (node.type === "NewExpression") {
    return node.callee.type === "Identifier" && PLAIN_CLASSES.has(node.callee.name);
  }
  if (node.type !== "CallExpression") return false;
  return PLAIN.has(lastName(node.callee) ?? "");
}
