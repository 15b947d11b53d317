import type { CallExpression, Node } from "oxc-parser";
import type { KeyTemplate } from "../../../schema/key-templates.ts";
import { hasMethod } from "../../../schema/methods.ts";
import type { CollectionModel } from "../../../schema/model.ts";
import type { Suggestion } from "../../../schema/problem.ts";
import { remembered } from "../../../schema/remembered.ts";
import { isOptional } from "./children.ts";
import { globalName } from "./global-name.ts";
import { isInside } from "./inside.ts";
import { paramsWritten } from "./keys/params-written.ts";
import { type KvCall, optionsOf } from "./kv-call.ts";
import { numberValue } from "./numbers/number-value.ts";
import type { SourceFile } from "./source-file.ts";
import { isText, sourceOf } from "./type-facts.ts";

/**
 * Suggests an accessor's call instead of a call of the binding, if an accessor is in scope, each parameter
 * stands on its own in the key, and the stored value stays the same.
 */
export function accessorRewrite(
  { node, binding, method, keys }: KvCall,
  { collection, isPointer }: KeyTemplate,
  file: SourceFile,
): Suggestion | undefined {
  const [key, ...others] = node.arguments;
  if (isPointer || !isPlain(collection, method)) return undefined;
  if (key === undefined || keys === undefined || keys.many) return undefined;
  const hasComment = file.comments.some((comment) => isInside(comment, node));
  if (node.typeArguments || hasComment || isOptional(node.callee)) return undefined;
  const accessor = accessorInSight(node, file);
  if (accessor === undefined) return undefined;
  const params = paramsWritten(key, collection.key, file);
  const rest = restOf(method, others, node, collection, file);
  if (params === undefined || rest === undefined) return undefined;
  const text = `${accessor}.${binding}.${collection.name}.${method}(${[...params, ...rest].join(", ")})`;
  return {
    title: `Write \`${text.replace(/\s+/g, " ")}\`.`,
    edits: [{ start: node.start, end: node.end, text }],
  };
}

/** For each method that is rewritten, what its collection must not have: with it the accessor does more, or takes more. */
const NOT_WITH = new Map<string, readonly (keyof CollectionModel)[]>([
  ["get", ["version", "cache", "fallback"]],
  ["put", ["version", "cache", "metadata", "pointers"]],
  ["delete", ["pointers"]],
]);

function isPlain(collection: CollectionModel, method: string): boolean {
  const parts = NOT_WITH.get(method);
  if (parts === undefined || collection.kind !== "records") return false;
  return hasMethod(collection, method) && parts.every((part) => collection[part] === undefined);
}

/** The name of a constant that holds `keyloom(env)`, declared before a call and in scope there. */
function accessorInSight({ start }: Node, file: SourceFile): string | undefined {
  return accessorsIn(file).find(({ name, init }) => {
    const declaration = file.scopes.lookUp(name, start);
    return init.end <= start && declaration?.kind === "value" && declaration.init === init;
  })?.name;
}

interface Accessor {
  readonly name: string;
  readonly init: Node;
}

const accessorsIn = remembered(
  ({ tree, scopes }: SourceFile) =>
    tree.ofType("VariableDeclarator").flatMap(({ id, init }): readonly Accessor[] => {
      if (id.type !== "Identifier" || init?.type !== "CallExpression") return [];
      if (init.callee.type !== "Identifier" || init.callee.name !== "keyloom") return [];
      return scopes.of(init.callee)?.kind === "import" ? [{ name: id.name, init }] : [];
    }),
  ({ tree }) => tree,
);

/** What follows the parameters; undefined if the accessor would do something else. */
function restOf(
  method: string,
  given: readonly Node[],
  call: CallExpression,
  collection: CollectionModel,
  file: SourceFile,
): readonly string[] | undefined {
  switch (method) {
    case "get":
      return readsAs(given, collection) && !isRetyped(call, file) ? [] : undefined;
    case "put": {
      const [value, options, ...others] = given;
      const text = value && others.length === 0 ? writtenValue(value, collection, file) : undefined;
      const ttl = ttlOf(options, collection, file);
      return text === undefined || ttl === undefined ? undefined : [text, ...ttl];
    }
    case "delete":
      return given.length === 0 ? [] : undefined;
    default:
      return undefined;
  }
}

/** Whether a read returns the value as the accessor does: by `"json"`, `{ type: "json" }`, or no type for text. */
function readsAs(given: readonly Node[], { codec, value }: CollectionModel): boolean {
  const [type, ...others] = given;
  if (others.length > 0) return false;
  const isOfText = codec === "text" && value.kind === "string";
  if (type === undefined) return isOfText;
  const options = optionsOf(type);
  const name = options === undefined ? type : options.size === 1 ? options.get("type") : undefined;
  return (
    name?.type === "Literal" &&
    (name.value === "json" ? codec === "json" : isOfText && name.value === "text")
  );
}

/** Whether code gives the value read another type than the accessor does: `(await …) as Session`. */
function isRetyped(call: Node, { parents }: SourceFile): boolean {
  const awaited = parents.awaitOf(call) ?? call;
  return parents.outermost(call) !== call || parents.outermost(awaited) !== awaited;
}

/** The value that is written, before it becomes text. */
function writtenValue(
  node: Node,
  { codec, value }: CollectionModel,
  file: SourceFile,
): string | undefined {
  if (codec === "text") {
    return value.kind === "string" && isText(node, file) ? sourceOf(node, file) : undefined;
  }
  if (codec !== "json" || node.type !== "CallExpression") return undefined;
  const [given, ...others] = node.arguments;
  const isJson = globalName(node.callee, file) === "JSON.stringify";
  return isJson && given && others.length === 0 ? sourceOf(given, file) : undefined;
}

/** The policies under which a record stays if a write says nothing about it. */
const MAY_STAY: ReadonlySet<string> = new Set(["none", "optional"]);

/** The options that keep a record's lifetime; undefined if the schema's policy gives another. */
function ttlOf(
  options: Node | undefined,
  { ttl }: CollectionModel,
  file: SourceFile,
): readonly string[] | undefined {
  if (options === undefined) return MAY_STAY.has(ttl.policy) ? [] : undefined;
  const known = optionsOf(options);
  const given = known?.size === 1 ? known.get("expirationTtl") : undefined;
  const seconds = given && numberValue(given, file);
  if (given === undefined || seconds === undefined) return undefined;
  switch (ttl.policy) {
    case "fixed":
      return seconds === ttl.seconds ? [] : undefined;
    case "default":
      if (seconds === ttl.seconds) return [];
      break;
    case "required":
    case "optional":
      break;
    default:
      return undefined;
  }
  const isWithin = seconds >= ttl.min && seconds <= ttl.max && Number.isInteger(seconds);
  const text = isWithin ? sourceOf(given, file) : undefined;
  return text === undefined ? undefined : [`{ ttl: ${text} }`];
}
