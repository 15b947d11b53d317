import type { CallExpression, Class, Node } from "oxc-parser";
import { resultOf } from "./call-result.ts";
import type { Code } from "./code.ts";
import { type Declaration, propertyName } from "./declaration.ts";
import { followed, Steps } from "./followed.ts";
import { argumentsGiven } from "./given-arguments.ts";
import { jsdocTypeOf } from "./jsdoc-type.ts";
import { isPartOfKv, KV_TYPE } from "./kv-type.ts";
import { classAround } from "./member-value.ts";
import type { SourceFile } from "./source-file.ts";
import type { Tree } from "./tree.ts";
import { nameOf, resolved, typeOf } from "./type-of.ts";
import { memberOf, unwrap } from "./unwrap.ts";

/** `env`, and what people call it beside other things of the kind: `workerEnv`. */
const ENV_NAME = /^_?env$|Env$/;

/** What people call Hono's context. */
const CONTEXT_NAME = /^(?:c|ctx|context)$/;

/** `Env`, as wrangler and Keyloom write it, and Hono's `Bindings`. */
const ENV_TYPE = /(?:Env|Bindings)$/;

/** What a service worker's bindings are properties of. */
const GLOBALS: ReadonlySet<string> = new Set(["globalThis", "self"]);

/** How a file's names lead to KV. */
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
 * what stands for one of them, or what is declared as a `KVNamespace`, here or in another module.
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
  return own ?? bindingGiven(at, known, steps);
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
    if (known.properties.has(member.name) && isVariables(object.node)) return {};
    return isKnown && (isEnv(object, steps) || isGlobal(object))
      ? { name: member.name }
      : undefined;
  }
  if (node.type === "CallExpression") return isOfContext(node, known) ? {} : undefined;
  if (node.type !== "Identifier") return undefined;
  const declaration = file.scopes.lookUp(node.name, node.start);
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

/** Hono's `c.get("kv")`, where the file declares a variable of the context by that name as a `KVNamespace`. */
function isOfContext({ callee, arguments: given }: CallExpression, { properties }: KnownBindings) {
  const method = memberOf(unwrap(callee));
  const [name, ...others] = given;
  if (method?.name !== "get" || name?.type !== "Literal" || others.length > 0) return false;
  return properties.has(String(name.value)) && isContext(method.object);
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

/** What is of the type of a binding; its name where the type is that of a property that is called so. */
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

/** A parameter of a function of the file, by what its calls in the file give it. */
function bindingGiven(
  { node, file }: Code,
  known: KnownBindings,
  steps: Steps,
): Binding | undefined {
  if (node.type !== "Identifier" || !namesBinding(file, known) || !steps.take()) return undefined;
  const declaration = file.scopes.lookUp(node.name, node.start);
  if (declaration?.kind !== "unknown" || declaration.parameter === undefined) return undefined;
  const { nodes, isExported } = argumentsGiven(declaration.parameter, file);
  // A function that calls itself hands its own on.
  const isOwn = (argument: Node) =>
    argument.type === "Identifier" &&
    file.scopes.lookUp(argument.name, argument.start) === declaration;
  const bindings = nodes
    .filter((argument) => !isOwn(argument))
    .map((argument) => bindingOf({ node: argument, file }, known, steps));
  const [first] = bindings;
  if (first === undefined || bindings.includes(undefined)) return undefined;
  const isOne = !isExported && bindings.every((binding) => binding?.name === first.name);
  return isOne ? first : {};
}

/** Whether a file has a binding's name at all: most have none, and need not be looked through. */
function namesBinding({ text }: SourceFile, { names }: KnownBindings): boolean {
  for (const name of names) if (text.includes(name)) return true;
  return false;
}

/** A property of a class by the values that it is given, where all of them are one binding. */
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

const OWN_VALUES = new WeakMap<Class, ReadonlyMap<string, readonly Node[]>>();

/** All that a class gives a property of its own: with its declaration, by assignments, or by a getter. */
function valuesOfOwn(node: Class, name: string, { tree }: SourceFile): readonly Node[] {
  let values = OWN_VALUES.get(node);
  if (values === undefined) {
    const found = new Map<string, Node[]>();
    for (const [name, value] of ownValues(node, tree)) {
      found.set(name, [...(found.get(name) ?? []), value]);
    }
    values = found;
    OWN_VALUES.set(node, values);
  }
  return values.get(name) ?? [];
}

function* ownValues(node: Class, tree: Tree): Generator<readonly [name: string, value: Node]> {
  for (const member of node.body.body) {
    const name = "key" in member ? propertyName(member.key) : undefined;
    if (name === undefined) continue;
    if (member.type === "PropertyDefinition" && member.value !== null) {
      yield [name, member.value];
    }
    if (member.type !== "MethodDefinition" || member.kind !== "get") continue;
    const value = resultOf(member.value);
    if (value !== undefined) yield [name, value];
  }
  for (const { left, right } of tree.ofType("AssignmentExpression", node)) {
    const target = memberOf(unwrap(left));
    if (target === undefined || unwrap(target.object).type !== "ThisExpression") continue;
    yield [target.name, right];
  }
}

function isEnv(code: Code, steps: Steps): boolean {
  if (!steps.take()) return false;
  const { node, file } = code;
  const member = memberOf(node);
  if (member !== undefined) return ENV_NAME.test(member.name) || isEnvElsewhere(code, steps);
  // Hono's `env(c)`.
  if (node.type === "CallExpression") {
    const isHono = node.callee.type === "Identifier" && node.callee.name === "env";
    return isHono || isEnvElsewhere(code, steps);
  }
  if (node.type !== "Identifier") return false;
  if (ENV_NAME.test(node.name)) return true;
  const declaration = file.scopes.lookUp(node.name, node.start);
  if (declaration !== undefined && declaresEnv(declaration, code, steps)) return true;
  return isEnvElsewhere(code, steps);
}

/** Whether what a piece of code stands for is `env`. */
function isEnvElsewhere(code: Code, steps: Steps): boolean {
  const at = followed(code, steps);
  return at.node !== code.node && isEnv(at, steps);
}

function declaresEnv(declaration: Declaration, code: Code, steps: Steps): boolean {
  switch (declaration.kind) {
    case "value":
      return isEnv({ ...code, node: unwrap(declaration.init) }, steps);
    case "part":
      return ENV_NAME.test(declaration.property);
    case "import":
      return declaration.from === "cloudflare:workers" && declaration.exported === "env";
    case "unknown": {
      const name = declaration.annotation && nameOf(declaration.annotation);
      return name !== undefined && ENV_TYPE.test(name);
    }
  }
}

function isGlobal({ node, file }: Code): boolean {
  return (
    node.type === "Identifier" &&
    GLOBALS.has(node.name) &&
    file.scopes.lookUp(node.name, node.start) === undefined
  );
}
