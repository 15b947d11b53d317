import type { Node, ParamPattern } from "oxc-parser";
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
  for (const { type } of walk(body)) {
    if (type === "AssignmentExpression" || type === "UpdateExpression") return false;
  }
  return true;
}

/** The arguments of a call, by the parameters of the function. */
export function argumentsFor(called: Code, call: Code): ReadonlyMap<ParamPattern, Given> {
  const given = new Map(called.given);
  if (call.node.type !== "CallExpression" || !("params" in called.node)) return given;
  // After a spread it is not known which argument belongs to which parameter.
  const spread = call.node.arguments.findIndex(({ type }) => type === "SpreadElement");
  const certain = spread === -1 ? call.node.arguments : call.node.arguments.slice(0, spread);
  const values = certain.map((node): Code => ({ ...call, node }));
  for (const [index, parameter] of (called.node.params as ParamPattern[]).entries()) {
    const value = values[index];
    if (parameter.type === "RestElement") {
      if (spread === -1) given.set(parameter, values.slice(index));
    } else if (value !== undefined) given.set(parameter, value);
    else if (parameter.type === "AssignmentPattern" && spread === -1) {
      given.set(parameter, { ...called, node: parameter.right, given });
    }
  }
  return given;
}
