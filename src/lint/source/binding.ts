import type { Node } from "oxc-parser";
import type { Declaration } from "./declaration.ts";
import type { Scopes } from "./scopes.ts";
import { memberOf, unwrap } from "./unwrap.ts";

/** `env`, and what people call it beside other things of the kind: `workerEnv`. */
const ENV_NAME = /^_?env$|Env$/;

/** `Env`, as wrangler and Keyloom write it, and Hono's `Bindings`. */
const ENV_TYPE = /(?:Env|Bindings)$/;

/** The type of a KV binding. */
export const KV_TYPE = "KVNamespace";

/** Follows constants to where they lead; a program may say `const a = b, b = a`, so not for ever. */
const MAX_STEPS = 20;

/** How a file's names lead to KV. */
export interface KnownBindings {
  /** Bindings by the names that they have in `env`. */
  readonly names: ReadonlySet<string>;
  /** Names of properties that the file declares as `KVNamespace`: of `env`, or of a class. */
  readonly properties: ReadonlySet<string>;
  readonly scopes: Scopes;
}

/** A KV binding; its name is missing where only its type is known. */
export interface Binding {
  readonly name?: string;
}

/**
 * The binding that an expression is: `env.CACHE`, `c.env["CACHE"]`, `CACHE` of `const { CACHE } = env`,
 * a constant that stands for one of them, or what is declared as a `KVNamespace`.
 */
export function bindingOf(
  expression: Node,
  known: KnownBindings,
  steps = MAX_STEPS,
): Binding | undefined {
  if (steps === 0) return undefined;
  const node = unwrap(expression);
  const member = memberOf(node);
  if (member !== undefined) return bindingOfMember(member, known, steps - 1);
  if (node.type !== "Identifier") return undefined;
  const { names, properties, scopes } = known;
  const declaration = scopes.lookUp(node.name, node.start);
  switch (declaration?.kind) {
    case undefined:
      // Workers in the old service worker format have their bindings as globals.
      return names.has(node.name) ? { name: node.name } : undefined;
    case "value":
      return bindingOf(declaration.init, known, steps - 1);
    case "part": {
      const { of, property } = declaration;
      const isKnown = names.has(property) || properties.has(property);
      return isKnown && declaresEnv(of, scopes, steps - 1) ? { name: property } : undefined;
    }
    case "unknown":
      return declaration.type === KV_TYPE ? {} : undefined;
    default:
      return undefined;
  }
}

function bindingOfMember(
  { object, name }: { readonly object: Node; readonly name: string },
  { names, properties, scopes }: KnownBindings,
  steps: number,
): Binding | undefined {
  if (unwrap(object).type === "ThisExpression") return properties.has(name) ? {} : undefined;
  const isKnown = names.has(name) || properties.has(name);
  return isKnown && isEnv(object, scopes, steps) ? { name } : undefined;
}

function isEnv(expression: Node, scopes: Scopes, steps: number): boolean {
  if (steps === 0) return false;
  const node = unwrap(expression);
  const member = memberOf(node);
  if (member !== undefined) return ENV_NAME.test(member.name);
  // Hono's `env(c)`.
  if (node.type === "CallExpression") {
    return node.callee.type === "Identifier" && node.callee.name === "env";
  }
  if (node.type !== "Identifier") return false;
  if (ENV_NAME.test(node.name)) return true;
  const declaration = scopes.lookUp(node.name, node.start);
  return declaration !== undefined && declaresEnv(declaration, scopes, steps - 1);
}

function declaresEnv(declaration: Declaration, scopes: Scopes, steps: number): boolean {
  switch (declaration.kind) {
    case "value":
      return isEnv(declaration.init, scopes, steps);
    case "part":
      return ENV_NAME.test(declaration.property);
    case "import":
      return declaration.from === "cloudflare:workers" && declaration.exported === "env";
    case "unknown":
      return declaration.type !== undefined && ENV_TYPE.test(declaration.type);
  }
}
