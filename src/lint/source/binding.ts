import type { CallExpression, Node } from "oxc-parser";
import { remembered } from "../../../schema/remembered.ts";
import { choicesOf } from "./choices.ts";
import { classAround, valuesOfOwn } from "./class.ts";
import type { Code } from "./code.ts";
import { declaresEnv, isEnv, isGlobal } from "./env.ts";
import { followed, Steps } from "./followed.ts";
import { argumentsGiven } from "./given-arguments.ts";
import { isKvVariable } from "./hono-variables.ts";
import { jsdocTypeOf } from "./jsdoc-type.ts";
import { isPartOfKv, KV_TYPE } from "./kv-type.ts";
import type { SourceFile } from "./source-file.ts";
import { nameOf, resolved, typeOf } from "./type-of.ts";
import { memberOf, unwrap } from "./unwrap.ts";

/** Names that people use for Hono's context. */
const CONTEXT_NAME = /^(?:c|ctx|context)$/;

/** The names by which a file comes to KV. */
export interface KnownBindings {
  /** Bindings by the names that they have in `env`. */
  readonly names: ReadonlySet<string>;
  /** Names of properties that the file declares as `KVNamespace`: of `env`, or of a class. */
  readonly properties: ReadonlySet<string>;
}

/** A KV binding; its name is missing where only its type is known. */
export interface Binding {
  readonly name?: string;
}

/**
 * The binding that an expression is: `env.CACHE`, `c.env["CACHE"]`, `CACHE` of `const { CACHE } = env`,
 * a name for one of them, or something declared as a `KVNamespace`, here or in another module.
 */
export function bindingOf(
  code: Code,
  known: KnownBindings,
  steps = new Steps(),
): Binding | undefined {
  const at = followed(code, steps);
  const found = byName(at, known, steps) ?? byType(at, known, steps);
  if (found !== undefined) return found;
  const own = at.node === code.node ? undefined : byType(code, known, steps);
  return own ?? bindingGiven(at, known, steps) ?? bindingChosen(at, known, steps);
}

const MAY_BE_SEVERAL: ReadonlySet<string> = new Set([
  ...["AwaitExpression", "CallExpression", "ConditionalExpression", "Identifier"],
  "LogicalExpression",
]);

/** One of several bindings, or a binding that something else may stand in for. */
function bindingChosen(at: Code, known: KnownBindings, steps: Steps): Binding | undefined {
  if (!MAY_BE_SEVERAL.has(at.node.type)) return undefined;
  const isCall = at.node.type === "CallExpression" || at.node.type === "AwaitExpression";
  if ((!isCall && !namesBinding(at.file, known)) || !steps.take()) return undefined;
  const choices = choicesOf(at, steps);
  if (!choices?.of.some(({ file }) => namesBinding(file, known))) return undefined;
  const bindings = choices.of.map((code) => bindingOf(code, known, steps));
  const [first, ...others] = bindings.filter((binding) => binding !== undefined);
  const isAll = !bindings.includes(undefined);
  if (first === undefined || !(isAll || choices.isEither)) return undefined;
  return isAll && others.every(({ name }) => name === first.name) ? first : {};
}

function byName(code: Code, known: KnownBindings, steps: Steps): Binding | undefined {
  if (!steps.take()) return undefined;
  const { node, file } = code;
  const { names } = known;
  const member = memberOf(node) ?? namedMember(code, steps);
  if (member !== undefined) {
    const object = { ...code, node: unwrap(member.object) };
    if (object.node.type === "ThisExpression")
      return bindingOfOwn(object, member.name, known, steps);
    const isKnown = names.has(member.name) || known.properties.has(member.name);
    if (isVariables(object.node) && isVariable(member.name, known, file)) return {};
    return isKnown && (isEnv(object, steps) || isGlobal(object))
      ? { name: member.name }
      : undefined;
  }
  if (node.type === "CallExpression") return isOfContext(node, known, file) ? {} : undefined;
  if (node.type !== "Identifier") return undefined;
  const declaration = file.scopes.of(node);
  // Workers in the old service worker format have their bindings as globals.
  if (declaration === undefined) return names.has(node.name) ? { name: node.name } : undefined;
  if (declaration.kind !== "part") return undefined;
  const { of, property } = declaration;
  const isKnown = names.has(property) || known.properties.has(property);
  return isKnown && declaresEnv(of, code, steps) ? { name: property } : undefined;
}

/** `env[KV]`, where `KV` is a constant that holds the name. */
function namedMember(code: Code, steps: Steps): ReturnType<typeof memberOf> {
  const { node } = code;
  if (node.type !== "MemberExpression" || !node.computed) return undefined;
  const name = followed({ ...code, node: node.property }, steps).node;
  return name.type === "Literal" && typeof name.value === "string"
    ? { object: node.object, name: name.value }
    : undefined;
}

/** Hono's `c.get("kv")`, if a context variable of that name is declared as a `KVNamespace`. */
function isOfContext(
  { callee, arguments: given }: CallExpression,
  known: KnownBindings,
  file: SourceFile,
) {
  const method = memberOf(unwrap(callee));
  const [name, ...others] = given;
  if (method?.name !== "get" || name?.type !== "Literal" || others.length > 0) return false;
  return isContext(method.object) && isVariable(String(name.value), known, file);
}

function isVariable(name: string, { properties }: KnownBindings, file: SourceFile): boolean {
  return properties.has(name) || isKvVariable(name, file);
}

/** Hono's `c.var`. */
function isVariables(node: Node): boolean {
  const member = memberOf(node);
  return member?.name === "var" && isContext(member.object);
}

function isContext(node: Node): boolean {
  const inner = unwrap(node);
  return inner.type === "Identifier" && CONTEXT_NAME.test(inner.name);
}

/** A binding by its type; with its name if the type is that of a property with such a name. */
function byType(code: Code, { names }: KnownBindings, steps: Steps): Binding | undefined {
  const type = typeOf(code, steps);
  if (type === undefined) return jsdocTypeOf(code) === KV_TYPE ? {} : undefined;
  for (const { node, file, property } of [...resolved(type, steps)]) {
    const name = node.type === "TSInterfaceDeclaration" ? node.id.name : nameOf(node);
    if (name !== KV_TYPE && !isPartOfKv(node, file)) continue;
    return property !== undefined && names.has(property) ? { name: property } : {};
  }
  return undefined;
}

/** A parameter of a function of the file, by the arguments of its calls in the file. */
function bindingGiven(
  { node, file }: Code,
  known: KnownBindings,
  steps: Steps,
): Binding | undefined {
  const parameter = file.scopes.parameterOf(node);
  if (parameter === undefined || !namesBinding(file, known) || !steps.take()) return undefined;
  const { nodes, isExported } = argumentsGiven(parameter, file);
  const bindings = nodes
    // A function that calls itself passes on its own.
    .filter((argument) => file.scopes.parameterOf(argument) !== parameter)
    .map((argument) => bindingOf({ node: argument, file }, known, steps));
  const [first] = bindings;
  if (first === undefined || bindings.includes(undefined)) return undefined;
  const isOne = !isExported && bindings.every((binding) => binding?.name === first.name);
  return isOne ? first : {};
}

/** Whether a file contains a binding's name, or the type's, at all: most contain none, and need not be searched. */
function namesBinding(file: SourceFile, known: KnownBindings): boolean {
  return naming(known)(file);
}

const naming = remembered(({ names }: KnownBindings) =>
  remembered(
    ({ text }: SourceFile) => [KV_TYPE, ...names].some((name) => text.includes(name)),
    ({ tree }) => tree,
  ),
);

/** A property of a class, by the values that are assigned to it, if all of them are one binding. */
function bindingOfOwn(
  code: Code,
  name: string,
  known: KnownBindings,
  steps: Steps,
): Binding | undefined {
  const outer = classAround(code);
  const values = outer === undefined ? [] : valuesOfOwn(outer, name, code.file);
  const bindings = values.map((node) => bindingOf({ node, file: code.file }, known, steps));
  const [first] = bindings;
  if (first !== undefined && bindings.every((each) => each?.name === first.name)) return first;
  return known.properties.has(name) ? {} : undefined;
}
