import type { Node } from "oxc-parser";
import { bindingOf } from "./binding.ts";
import { propertyName } from "./declaration.ts";
import { keyText } from "./key-text.ts";
import type { Scopes } from "./scopes.ts";
import { memberOf, unwrap } from "./unwrap.ts";

const METHODS = ["get", "getWithMetadata", "put", "list", "delete"] as const;

/** A method of a KV binding that takes keys. */
export type KvMethod = (typeof METHODS)[number];

/** A call of a KV binding's own method. */
export interface KvCall {
  readonly binding: string;
  readonly method: KvMethod;
  /** The keys, or for a list the prefix, with holes for what is not known. */
  readonly keys: readonly string[];
  /** Whether the keys are given as an array. */
  readonly many: boolean;
}

/** Reads a call as one of a KV binding. */
export function kvCall(
  { callee, arguments: [argument] }: Extract<Node, { readonly type: "CallExpression" }>,
  bindings: ReadonlySet<string>,
  scopes: Scopes,
): KvCall | undefined {
  const member = memberOf(unwrap(callee));
  const method = METHODS.find((name) => name === member?.name);
  if (member === undefined || method === undefined || argument === undefined) return undefined;
  const binding = bindingOf(member.object, bindings, scopes);
  if (binding === undefined) return undefined;
  const value = constant(argument, scopes);
  if (method === "list") {
    const prefix = prefixOf(value);
    return prefix && { binding, method, keys: [keyText(prefix, scopes)], many: false };
  }
  const many = value.type === "ArrayExpression";
  const keys = many ? value.elements.filter((element) => element !== null) : [argument];
  return { binding, method, keys: keys.map((key) => keyText(key, scopes)), many };
}

/** What a name stands for, one step far, which is how options and lists of keys are given. */
function constant(expression: Node, scopes: Scopes): Node {
  const node = unwrap(expression);
  if (node.type !== "Identifier") return node;
  const declaration = scopes.lookUp(node.name, node.start);
  return declaration?.kind === "value" ? unwrap(declaration.init) : node;
}

function prefixOf(options: Node): Node | undefined {
  if (options.type !== "ObjectExpression") return undefined;
  for (const property of options.properties.toReversed()) {
    // What is spread after it may hold another prefix.
    if (property.type === "SpreadElement") return undefined;
    if (!property.computed && propertyName(property.key) === "prefix") return property.value;
  }
  return undefined;
}
