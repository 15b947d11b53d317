import type { Code } from "./code.ts";
import type { Declaration } from "./declaration.ts";
import { followed, type Steps } from "./followed.ts";
import { nameOf, typeOf } from "./type-of.ts";
import { memberOf, unwrap } from "./unwrap.ts";

/** `env`, and its names beside other things of the kind: `#env`, `workerEnv`. */
const ENV_NAME = /^[#_]?env$|Env$/;

/** `Env`, as wrangler and Keyloom write it, and Hono's `Bindings`. */
const ENV_TYPE = /(?:Env|Bindings)$/;

/** The objects that have a service worker's bindings as properties. */
const GLOBALS: ReadonlySet<string> = new Set(["globalThis", "self"]);

/** Whether a piece of code is the object with the bindings of a Worker: `env`, `c.env`, `this.env`, or a name for it. */
export function isEnv(code: Code, steps: Steps): boolean {
  if (!steps.take()) return false;
  const { node, file } = code;
  const member = memberOf(node);
  if (member !== undefined) {
    if (ENV_NAME.test(member.name)) return true;
    return isEnvElsewhere(code, steps) || isOfEnvType(code, steps);
  }
  // Hono's `env(c)`.
  if (node.type === "CallExpression") {
    const isHono = node.callee.type === "Identifier" && node.callee.name === "env";
    return isHono || isEnvElsewhere(code, steps);
  }
  if (node.type !== "Identifier") return false;
  if (ENV_NAME.test(node.name)) return true;
  const declaration = file.scopes.of(node);
  if (declaration !== undefined && declaresEnv(declaration, code, steps)) return true;
  return isEnvElsewhere(code, steps);
}

/** `this.bindings` of a class that declares `private readonly bindings: Env`. */
function isOfEnvType(code: Code, steps: Steps): boolean {
  const type = typeOf(code, steps);
  const name = type && nameOf(type.node);
  return name !== undefined && ENV_TYPE.test(name);
}

/** Whether a piece of code stands for `env`. */
function isEnvElsewhere(code: Code, steps: Steps): boolean {
  const at = followed(code, steps);
  return at.node !== code.node && isEnv(at, steps);
}

/** Whether a declaration makes a name `env`: `env: Env`, `import { env } from "cloudflare:workers"`. */
export function declaresEnv(declaration: Declaration, code: Code, steps: Steps): boolean {
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

/** Whether a piece of code is the global object, which has the bindings in the old service worker format. */
export function isGlobal({ node, file }: Code): boolean {
  return node.type === "Identifier" && GLOBALS.has(node.name) && file.scopes.of(node) === undefined;
}
