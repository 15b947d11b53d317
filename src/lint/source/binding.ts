import type { Node } from "oxc-parser";
import type { Declaration } from "./declaration.ts";
import type { Scopes } from "./scopes.ts";
import { memberOf, unwrap } from "./unwrap.ts";

/** `env`, and what people call it beside other things of the kind: `workerEnv`. */
const ENV_NAME = /^_?env$|Env$/;

/** `Env`, as wrangler and Keyloom write it, and Hono's `Bindings`. */
const ENV_TYPE = /(?:Env|Bindings)$/;

/** Follows constants to where they lead; a program may say `const a = b, b = a`, so not for ever. */
const MAX_STEPS = 20;

/**
 * The binding that an expression is: `env.CACHE`, `c.env["CACHE"]`, `CACHE` of `const { CACHE } = env`,
 * or a constant that stands for one of them.
 */
export function bindingOf(
  expression: Node,
  bindings: ReadonlySet<string>,
  scopes: Scopes,
  steps = MAX_STEPS,
): string | undefined {
  if (steps === 0) return undefined;
  const node = unwrap(expression);
  const member = memberOf(node);
  if (member !== undefined) {
    return bindings.has(member.name) && isEnv(member.object, scopes, steps - 1)
      ? member.name
      : undefined;
  }
  if (node.type !== "Identifier") return undefined;
  const declaration = scopes.lookUp(node.name, node.start);
  switch (declaration?.kind) {
    case undefined:
      // Workers in the old service worker format have their bindings as globals.
      return bindings.has(node.name) ? node.name : undefined;
    case "value":
      return bindingOf(declaration.init, bindings, scopes, steps - 1);
    case "part": {
      const { of, property } = declaration;
      return bindings.has(property) && declaresEnv(of, scopes, steps - 1) ? property : undefined;
    }
    default:
      return undefined;
  }
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
