import type { Node, ParamPattern } from "oxc-parser";
import { certainArguments } from "../../lint/source/call-result.ts";
import { classAround, constructorOf, isClass, parameterProperty } from "../../lint/source/class.ts";
import type { Code } from "../../lint/source/code.ts";
import { functionCalled } from "../../lint/source/flow/own-function.ts";
import { followed, Steps } from "../../lint/source/followed.ts";
import { isFunction, type OwnFunction } from "../../lint/source/function.ts";
import type { SourceFile } from "../../lint/source/source-file.ts";
import { memberOf, unwrap } from "../../lint/source/unwrap.ts";

/** A function may pass its argument on, and the next one may do the same. */
export const MAX_CALLERS = 3;

/** What is passed to the functions and classes of a project, by all calls in sight. */
export class Callers {
  readonly #files: readonly SourceFile[];
  /** By function, or by the constructor of a class, the arguments of each call. */
  #calls: ReadonlyMap<Node, readonly (readonly Code[])[]> | undefined;

  constructor(files: readonly SourceFile[]) {
    this.#files = files;
  }

  /**
   * What is passed for a parameter, or for a property that is a parameter of the constructor
   * (`constructor(private kv: KVNamespace)`); nothing if the code is no such name, or is never called.
   */
  givenFor({ node, file }: Code): readonly Code[] {
    const inner = unwrap(node);
    const found = parameterOf(inner, file) ?? ownParameter({ node: inner, file });
    if (found === undefined) return [];
    this.#calls ??= callsIn(this.#files);
    const at = found.of.params.indexOf(found.parameter);
    const calls = this.#calls.get(found.of) ?? [];
    return calls.flatMap((given) => given[at] ?? []);
  }
}

interface Parameter {
  readonly parameter: ParamPattern;
  readonly of: OwnFunction;
}

function parameterOf(node: Node, { scopes, parents }: SourceFile): Parameter | undefined {
  const parameter = scopes.parameterOf(node);
  const of = parameter && parents.of(parameter);
  return parameter && isFunction(of) ? { parameter, of } : undefined;
}

/** `this.kv`, which is a parameter of the constructor, or is set in it. */
function ownParameter(code: Code): Parameter | undefined {
  const member = memberOf(code.node);
  if (member === undefined || unwrap(member.object).type !== "ThisExpression") return undefined;
  const outer = classAround(code);
  const own = outer && constructorOf(outer)?.value;
  if (outer === undefined || own === undefined) return undefined;
  const found = parameterProperty(outer, member.name);
  if (found !== undefined) return { parameter: found.parameter, of: own };
  for (const { left, right } of code.file.tree.ofType("AssignmentExpression", own)) {
    if (memberOf(unwrap(left))?.name !== member.name) continue;
    const value = unwrap(right);
    if (value.type === "Identifier") return parameterOf(value, code.file);
  }
  return undefined;
}

function callsIn(files: readonly SourceFile[]): ReadonlyMap<Node, readonly (readonly Code[])[]> {
  const calls = new Map<Node, (readonly Code[])[]>();
  for (const file of files) {
    for (const node of [
      ...file.tree.ofType("CallExpression"),
      ...file.tree.ofType("NewExpression"),
    ]) {
      const called = calledBy({ node, file });
      if (called === undefined) continue;
      const given = certainArguments(node).map((argument): Code => ({ node: argument, file }));
      calls.set(called, [...(calls.get(called) ?? []), given]);
    }
  }
  return calls;
}

/** The function that a call runs, or the constructor. */
function calledBy(code: Code): Node | undefined {
  const { node } = code;
  if (node.type === "CallExpression") {
    const own = functionCalled(node, code)?.node;
    if (own !== undefined) return own;
  }
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return undefined;
  const { node: called } = followed({ ...code, node: node.callee }, new Steps());
  if (isClass(called)) return constructorOf(called)?.value;
  return isFunction(called) ? called : undefined;
}
