import type { CallExpression, Node, TSTypeAnnotation } from "oxc-parser";
import type { Model } from "../../../schema/model.ts";
import { type Binding, bindingOf } from "./binding.ts";
import { constant } from "./constant.ts";
import { propertyName } from "./declaration.ts";
import { followed, makesAccessors, Steps } from "./followed.ts";
import { HOLE, keyText } from "./keys/key-text.ts";
import { KV_TYPE, METHODS } from "./kv-type.ts";
import { reachedInClass } from "./reached-by.ts";
import type { SourceFile } from "./source-file.ts";
import type { Tree } from "./tree.ts";
import { memberOf, unwrap } from "./unwrap.ts";

/** A call of a KV binding's own method, or of an accessor's. */
export interface KvCall {
  readonly node: CallExpression;
  readonly via: "binding" | "accessor";
  /** The binding's name in `env`; undefined if only its type is known. */
  readonly binding: string | undefined;
  /** The collection's name, for an accessor. */
  readonly collection?: string;
  readonly method: string;
  /** What the method is called on: the same for two calls of one binding or accessor. */
  readonly target: string;
  /** The keys that a binding's method is called with; undefined if there are none. */
  readonly keys?: CallKeys;
}

/** The keys of a call, or the prefix of a list, with holes for unknown parts. */
interface CallKeys {
  readonly texts: readonly string[];
  /** The expressions that give the texts. */
  readonly nodes: readonly Node[];
  /** Whether the keys are given as an array. */
  readonly many: boolean;
}

/** The one key of a call, if all of its text is known. */
export function wholeKey({ keys, method }: KvCall): string | undefined {
  const [key] = keys?.texts ?? [];
  return keys?.many || method === "list" || key?.includes(HOLE) ? undefined : key;
}

/**
 * All calls of KV in a file, in the order of the text.
 *
 * @param isKv recognizes KV by other means: it is asked if the file's own names and types do not say what a
 * method is called on.
 */
export function kvCalls(
  file: SourceFile,
  names: ReadonlySet<string>,
  model: Model,
  isKv?: (expression: Node) => boolean,
): readonly KvCall[] {
  const properties = kvProperties(file.tree);
  const others = propertiesOf(file.tree, (type) => OTHER_BINDINGS.has(type));
  // A name of another Worker's KV that this file's `Env` gives to something else.
  const isElse = (name: string) => others.has(name) && !properties.has(name);
  const known = {
    names: others.size === 0 ? names : new Set([...names].filter((name) => !isElse(name))),
    properties,
  };
  return file.tree.ofType("CallExpression").flatMap((node): readonly KvCall[] => {
    // The call alone tells whether it is an accessor's; for a binding, other modules may have to be read.
    const call =
      accessorCall(node, model, file) ??
      bindingCall(node, (object) => bindingOf({ node: object, file }, known), file) ??
      (isKv &&
        bindingCall(
          node,
          (object) => (isDecided(object, file) || !isKv(object) ? undefined : {}),
          file,
        ));
    return call === undefined ? [] : [call];
  });
}

/** Whether an object is clearly not KV, even without types: a map that is made in the file, headers, parameters of a URL. */
function isDecided(object: Node, file: SourceFile): boolean {
  const { node } = followed({ node: object, file }, new Steps());
  return (
    node.type === "NewExpression" ||
    node.type === "ArrayExpression" ||
    node.type === "Literal" ||
    NO_KV.has(memberOf(node)?.name ?? "")
  );
}

const NO_KV: ReadonlySet<string> = new Set(["headers", "searchParams"]);

/** The types of bindings that are not KV, as `wrangler types` names them, and of their stand-ins in tests. */
const OTHER_BINDINGS: ReadonlySet<string> = new Set([
  ...["Ai", "AnalyticsEngineDataset", "D1Database", "DurableObjectNamespace", "Fetcher"],
  ...["Hyperdrive", "ImagesBinding", "Queue", "R2Bucket", "RateLimit", "SecretsStoreSecret"],
  ...["SendEmail", "Service", "Vectorize", "VectorizeIndex", "Workflow"],
  ...["Cache", "CacheStorage", "DurableObjectStorage", "Map", "Set", "Storage", "WeakMap"],
]);

/** The names of the properties that a file declares as KV: of `env`, or of a class. */
export function kvProperties(tree: Tree): ReadonlySet<string> {
  return propertiesOf(tree, (type) => type === KV_TYPE);
}

/** The names of the properties that are declared with a wanted type, by the type's name. */
function propertiesOf(tree: Tree, isWanted: (type: string) => boolean): ReadonlySet<string> {
  const isOfType = ({ typeAnnotation }: { readonly typeAnnotation?: TSTypeAnnotation | null }) => {
    const type = typeAnnotation?.typeAnnotation;
    return (
      type?.type === "TSTypeReference" &&
      type.typeName.type === "Identifier" &&
      isWanted(type.typeName.name)
    );
  };
  const parameters = tree
    .ofType("TSParameterProperty")
    .map(({ parameter }) => (parameter.type === "AssignmentPattern" ? parameter.left : parameter));
  const names = [
    ...[...tree.ofType("PropertyDefinition"), ...tree.ofType("TSPropertySignature")]
      .filter(isOfType)
      .map(({ key }) => propertyName(key)),
    ...parameters.filter(isOfType).map(propertyName),
  ];
  return new Set(names.filter((name) => name !== undefined));
}

function bindingCall(
  node: CallExpression,
  bindingIn: (object: Node) => Binding | undefined,
  file: SourceFile,
): KvCall | undefined {
  const member = memberOf(unwrap(node.callee));
  if (member === undefined || !METHODS.has(member.name)) return undefined;
  const binding = bindingIn(member.object);
  if (binding === undefined) return undefined;
  const { start, end } = member.object;
  const target = binding.name ?? file.text.slice(start, end);
  const keys = keysOf(node, member.name, file);
  const call = {
    node,
    via: "binding",
    binding: binding.name,
    method: member.name,
    target,
  } as const;
  return keys === undefined ? call : { ...call, keys };
}

/** `keyloom(env).CACHE.session.get(…)`, also by constants, properties of a class, and parts of it. */
function accessorCall(node: CallExpression, model: Model, file: SourceFile): KvCall | undefined {
  const method = memberOf(unwrap(node.callee));
  if (method === undefined) return undefined;
  const { from, names } = reachedInClass(method.object, file);
  const [binding, collection, ...others] = names;
  if (binding === undefined || collection === undefined || others.length > 0) return undefined;
  const { collections } = model.namespaces.find((namespace) => namespace.binding === binding) ?? {};
  if (!collections?.some(({ name }) => name === collection)) return undefined;
  const { node: root } = followed({ node: from, file }, new Steps());
  if (root.type !== "CallExpression" || !makesAccessors(root)) return undefined;
  const target = `${binding}.${collection}`;
  return { node, via: "accessor", binding, collection, method: method.name, target };
}

function keysOf(
  { arguments: [argument] }: CallExpression,
  method: string,
  file: SourceFile,
): CallKeys | undefined {
  if (argument === undefined) return undefined;
  const value = constant(argument, file.scopes);
  if (method === "list") {
    const prefix = optionsOf(value)?.get("prefix");
    return prefix && { texts: [keyText(prefix, file)], nodes: [prefix], many: false };
  }
  const many = value.type === "ArrayExpression";
  const nodes = many ? value.elements.filter((element) => element !== null) : [argument];
  return { texts: nodes.map((key) => keyText(key, file)), nodes, many };
}

/** The argument of a call of a binding that has its options. */
export function optionsArgument({ node, method }: KvCall): Node | undefined {
  return node.arguments[method === "list" ? 0 : method === "put" ? 2 : 1];
}

/** The options of such a call, by their names. */
export function optionsGiven(call: KvCall, { scopes }: SourceFile): Options | undefined {
  const given = optionsArgument(call);
  return given && optionsOf(constant(given, scopes));
}

export type Options = ReadonlyMap<string, Node>;

/** The properties of an object literal; undefined if it may have others. */
export function optionsOf(node: Node): Options | undefined {
  if (node.type !== "ObjectExpression") return undefined;
  const properties = new Map<string, Node>();
  for (const property of node.properties) {
    if (property.type === "SpreadElement" || property.computed) return undefined;
    const name = propertyName(property.key);
    if (name === undefined) return undefined;
    properties.set(name, property.value);
  }
  return properties;
}
