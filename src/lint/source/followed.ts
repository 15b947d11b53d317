import type { CallExpression } from "oxc-parser";
import { argumentsFor, resultOf } from "./call-result.ts";
import { isChanged } from "./changed.ts";
import type { Code, Given } from "./code.ts";
import type { Declaration } from "./declaration.ts";
import { memberIn } from "./member-value.ts";
import { memberOf, unwrap } from "./unwrap.ts";

/**
 * How many steps are taken for one question: a program may say `const a = b, b = a`, or `a + a` where `a`
 * is `b + b`, and so on.
 */
const MAX_STEPS = 500;

/** The functions that make accessors. */
const GENERATED: ReadonlySet<string> = new Set(["keyloom", "memoized"]);

/** Whether a call makes accessors: generated code is known, and contains no key or binding to find. */
export function makesAccessors({ callee }: CallExpression): boolean {
  return callee.type === "Identifier" && GENERATED.has(callee.name);
}

/** The steps that are left for a question. */
export class Steps {
  #left = MAX_STEPS;

  /** Takes a step if there is one left, and says whether there was. */
  take(): boolean {
    return this.#left-- > 0;
  }
}

/**
 * What a piece of code stands for: through constants, properties of objects, members of enums, imports
 * and calls of functions that only return one expression. Where that becomes uncertain, the code reached so far
 * is returned.
 */
export function followed(code: Code, steps: Steps): Code {
  let at = { ...code, node: unwrap(code.node) };
  while (steps.take()) {
    const next = step(at, steps);
    if (next === undefined) return at;
    at = { ...next, node: unwrap(next.node) };
  }
  return at;
}

function step(code: Code, steps: Steps): Code | undefined {
  const { node, file } = code;
  switch (node.type) {
    case "Identifier": {
      const declaration = file.scopes.of(node);
      return declaration && declared(node.name, declaration, code, steps);
    }
    case "MemberExpression": {
      const member = memberOf(node);
      if (member === undefined) return undefined;
      const object = followed({ ...code, node: member.object }, steps);
      return memberIn(object, member.name);
    }
    case "CallExpression": {
      if (makesAccessors(node)) return undefined;
      const callee = memberOf(unwrap(node.callee));
      if (callee?.name === "freeze" && node.arguments[0]?.type === "ObjectExpression") {
        return { ...code, node: node.arguments[0] };
      }
      return resultCode(code, node, false, steps);
    }
    case "AwaitExpression": {
      const call = unwrap(node.argument);
      if (call.type !== "CallExpression" || makesAccessors(call)) return undefined;
      return resultCode({ ...code, node: call }, call, true, steps);
    }
    default:
      return undefined;
  }
}

/** The result of a call, in its function, with the call's arguments for the parameters. */
function resultCode(
  code: Code,
  { callee }: CallExpression,
  isAwaited: boolean,
  steps: Steps,
): Code | undefined {
  const called = followed({ ...code, node: callee }, steps);
  const result = resultOf(called.node, isAwaited);
  return result && { ...called, node: result, given: argumentsFor(called, code) };
}

/** What a name stands for by its declaration. */
function declared(
  name: string,
  declaration: Declaration,
  code: Code,
  steps: Steps,
): Code | undefined {
  const { file, given } = code;
  switch (declaration.kind) {
    case "value": {
      const { init } = declaration;
      return isChanged(name, init, file) ? undefined : { ...code, node: init };
    }
    case "part": {
      const of = declared(name, declaration.of, code, steps);
      return of && steps.take() ? memberIn(followed(of, steps), declaration.property) : undefined;
    }
    case "import": {
      const found = file.imports.find(file, declaration.from, declaration.exported);
      if (found === undefined || isChanged(name, undefined, file)) return undefined;
      return declared(
        declaration.exported,
        found.declaration,
        { node: code.node, file: found.file },
        steps,
      );
    }
    case "unknown": {
      const argument = declaration.parameter && given?.get(declaration.parameter);
      return argument !== undefined && "node" in argument ? argument : undefined;
    }
  }
}

/** The argument for a parameter, in the function of a call that is followed. */
export function argumentOf(code: Code): Code | undefined {
  const argument = givenFor(code);
  return argument !== undefined && "node" in argument ? argument : undefined;
}

/** The same for a rest parameter, `...parts`, which has several. */
export function restOf(code: Code): readonly Code[] | undefined {
  const argument = givenFor(code);
  return argument === undefined || "node" in argument ? undefined : argument;
}

function givenFor({ node, file, given }: Code): Given | undefined {
  const parameter = given && file.scopes.parameterOf(node);
  return parameter && given.get(parameter);
}
