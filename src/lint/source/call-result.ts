import type { CallExpression, NewExpression, Node, ParamPattern } from "oxc-parser";
import { walk } from "./children.ts";
import type { Code, Given } from "./code.ts";
import { isFunction } from "./function.ts";

/**
 * The one expression that a function returns whenever it returns: its body, or that of its only `return`, after
 * constants and `if (…) throw …`. Undefined for functions that do more.
 *
 * @param isAwaited whether the awaited result is asked for, which `async` functions have as well.
 */
export function resultOf(node: Node, isAwaited = false): Node | undefined {
  if (!isFunction(node)) return undefined;
  const { body, async, generator } = node;
  if ((async && !isAwaited) || generator || body === null) return undefined;
  if (body.type !== "BlockStatement") return changesNothing(body) ? body : undefined;
  const last = body.body.at(-1);
  if (last?.type !== "ReturnStatement" || last.argument === null) return undefined;
  const isPlain = body.body
    .slice(0, -1)
    .every((statement) => isConstant(statement) || isGuard(statement));
  return isPlain && changesNothing(body) ? last.argument : undefined;
}

function isConstant(statement: Node): boolean {
  return statement.type === "VariableDeclaration" && statement.kind === "const";
}

/** `if (id === "") throw new Error(…)` */
function isGuard(statement: Node): boolean {
  if (statement.type !== "IfStatement" || statement.alternate !== null) return false;
  const { consequent } = statement;
  const [only, ...others] = consequent.type === "BlockStatement" ? consequent.body : [consequent];
  return only?.type === "ThrowStatement" && others.length === 0;
}

function changesNothing(body: Node): boolean {
  return walk(body).every(
    ({ type }) => type !== "AssignmentExpression" && type !== "UpdateExpression",
  );
}

/** The arguments of a call, by the parameters of the function. */
export function argumentsFor(called: Code, call: Code): ReadonlyMap<ParamPattern, Given> {
  const given = new Map(called.given);
  if (call.node.type !== "CallExpression" || !("params" in called.node)) return given;
  const values = certainArguments(call.node).map((node): Code => ({ ...call, node }));
  const isAll = values.length === call.node.arguments.length;
  for (const [index, parameter] of (called.node.params as ParamPattern[]).entries()) {
    const value = values[index];
    if (parameter.type === "RestElement") {
      if (isAll) given.set(parameter, values.slice(index));
    } else if (value !== undefined) given.set(parameter, value);
    else if (parameter.type === "AssignmentPattern" && isAll) {
      given.set(parameter, { ...called, node: parameter.right, given });
    }
  }
  return given;
}

/** The arguments of a call up to a spread: after one it is not known which argument belongs to which parameter. */
export function certainArguments(call: CallExpression | NewExpression): readonly Node[] {
  const spread = call.arguments.findIndex(({ type }) => type === "SpreadElement");
  return spread === -1 ? call.arguments : call.arguments.slice(0, spread);
}
