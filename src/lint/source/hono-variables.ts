import type { Node } from "oxc-parser";
import { Steps } from "./followed.ts";
import { KV_TYPE } from "./kv-type.ts";
import type { SourceFile } from "./source-file.ts";
import { nameOf, propertyType, resolved } from "./type-of.ts";

/** Of each file as one check sees it, which takes note of the modules that its types are from. */
const KNOWN = new WeakMap<SourceFile, Map<string, boolean>>();

/** Whether a context variable is a `KVNamespace` by a type that the file gives Hono: `new Hono<AppEnv>()`, `Context<AppEnv>`. */
export function isKvVariable(name: string, file: SourceFile): boolean {
  const known = KNOWN.get(file) ?? new Map<string, boolean>();
  KNOWN.set(file, known);
  const found = known.get(name) ?? typesGiven(file).some((type) => hasKv(type, name, file));
  known.set(name, found);
  return found;
}

/** Types of Hono whose first argument says what is in a context. */
const OF_CONTEXT: ReadonlySet<string> = new Set(["Context", "MiddlewareHandler"]);

/** Functions and classes of Hono whose first type argument says the same. */
const MADE_FOR: ReadonlySet<string> = new Set([
  ...["Hono", "OpenAPIHono", "createFactory", "createMiddleware"],
]);

function typesGiven({ tree }: SourceFile): readonly Node[] {
  const references = tree
    .ofType("TSTypeReference")
    .filter((reference) => OF_CONTEXT.has(nameOf(reference) ?? ""));
  const made = [...tree.ofType("NewExpression"), ...tree.ofType("CallExpression")].filter(
    ({ callee }) => callee.type === "Identifier" && MADE_FOR.has(callee.name),
  );
  return [...references, ...made].flatMap(({ typeArguments }) => typeArguments?.params[0] ?? []);
}

function hasKv(node: Node, name: string, file: SourceFile): boolean {
  const steps = new Steps();
  const variables = propertyType({ node, file }, "Variables", steps);
  const type = variables && propertyType(variables, name, steps);
  if (type === undefined) return false;
  return resolved(type, steps).some((one) => nameOf(one.node) === KV_TYPE);
}
