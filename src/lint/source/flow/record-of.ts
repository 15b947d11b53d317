import type { Node } from "oxc-parser";
import type { Model } from "../../../../schema/model.ts";
import type { Code } from "../code.ts";
import { argumentOf, followed, Steps } from "../followed.ts";
import { keyText } from "../keys/key-text.ts";
import type { KvCall } from "../kv-call.ts";
import { memberIn } from "../member-value.ts";
import type { SourceFile } from "../source-file.ts";
import { lastName, memberOf, unwrap } from "../unwrap.ts";
import { valuesOf } from "../values-of.ts";
import type { RecordName } from "./carried.ts";
import type { Project } from "./reach.ts";
import { reassigned, variableName } from "./variable-name.ts";

/** Functions and methods that return the same for the same arguments: those that keys are made with. */
const STEADY: ReadonlySet<string> = new Set([
  ...["encodeURIComponent", "String", "toString", "toLowerCase", "toUpperCase", "trim"],
  ...["param", "query", "header", "get", "slice", "replace", "replaceAll"],
]);

/** What is needed to tell which records the calls of a file are about. */
export interface Records {
  readonly file: SourceFile;
  readonly model: Model;
  /** The names that the file's bindings have in `env`. */
  readonly bindings: ReadonlySet<string>;
}

/** The names are those of the schema, and others that the file uses. */
export function recordsIn({ file, calls, model }: Project): Records {
  const used = calls.flatMap(({ binding }) => binding ?? []);
  return {
    file,
    model,
    bindings: new Set([...used, ...model.namespaces.map(({ binding }) => binding)]),
  };
}

/**
 * The record of a call; undefined if not even its namespace is known.
 *
 * @param code the call, with the arguments for the parameters around it.
 */
export function recordOf(call: KvCall, code: Code, records: Records): RecordName | undefined {
  const namespace = namespaceOf(call, code, records);
  if (namespace === undefined) return undefined;
  const key = hasKey(call, records.model) ? call.node.arguments[0] : undefined;
  const text = key === undefined ? "" : textOf({ ...code, node: key }, new Steps());
  const form = `${namespace} ${key === undefined ? "" : keyText(key, code.file)}`;
  const called = key && lastName(key);
  const exact = text === undefined ? undefined : `${namespace} ${text}`;
  const keys = key && keysIn({ ...code, node: key });
  const oneOf = keys?.map((one) => `${namespace} ${one}`);
  return { exact, ...(oneOf && { oneOf }), form, key: called };
}

const MAX_KEYS = 4;

/** All keys that are assigned to a variable, if all of them are known: `let key = a; if (…) key = b`. */
function keysIn(code: Code): readonly string[] | undefined {
  const { node, file } = code;
  if (node.type !== "Identifier" || !reassigned(file.tree).has(node.name)) return undefined;
  const values = valuesOf(node, file);
  if (values === undefined || values.length > MAX_KEYS) return undefined;
  const keys = values.map((value) => textOf({ ...code, node: value }, new Steps()));
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

/**
 * Whether a write is of the record that was read: by its key, or because the key comes from what was read and
 * has the same form: `todo:${todo.id}` after a read of `todo:${id}`.
 *
 * @param isOfRead whether the written key comes from the read.
 */
export function isSameRecord(read: RecordName, written: RecordName, isOfRead: boolean): boolean {
  const keys = namesOf(written);
  if (namesOf(read).some((name) => keys.includes(name))) return true;
  if (!isOfRead || read.form !== written.form) return false;
  // A record whose key is its own `id` alone.
  const isNamed = read.key !== undefined && read.key === written.key;
  return isNamed || / .*[^\uE000]/.test(read.form);
}

function namesOf({ exact, oneOf = [] }: RecordName): readonly string[] {
  return exact === undefined ? oneOf : [exact, ...oneOf];
}

/** What a call's keys belong to: a name that is the same for two calls only if they are certain to mean one thing. */
export function namespaceOf(
  { via, binding, target, node }: KvCall,
  code: Code,
  { bindings }: Pick<Records, "bindings">,
): string | undefined {
  if (via === "accessor") return target;
  const member = memberOf(unwrap(node.callee));
  if (binding !== undefined || member === undefined) return binding;
  // Its type alone is known, such as that of a parameter `kv: KVNamespace`.
  const object = { ...code, node: member.object };
  const at = followed(object, new Steps());
  const name = memberOf(at.node)?.name;
  if (name !== undefined && bindings.has(name)) return name;
  return givenBy(at) ?? textOf(object, new Steps());
}

/** A function without arguments returns the same each time: `getKv()`. */
function givenBy({ node, file }: Code): string | undefined {
  if (node.type !== "CallExpression" || node.arguments.length > 0) return undefined;
  const callee = unwrap(node.callee);
  const named = callee.type === "Identifier" ? variableName(callee, file) : undefined;
  return named && `${named}()`;
}

/** A text that stands for the value of an expression. */
function textOf(code: Code, steps: Steps): string | undefined {
  if (!steps.take()) return undefined;
  const at = followed(code, steps);
  const text = formOf(at, steps);
  if (text !== undefined) return text;
  // The value of a variable need not be known, as long as it never changes; a parameter is the argument's.
  const own = unwrap(code.node);
  if (own.type !== "Identifier") {
    // `user.email` of `{ email }`, whatever the variable holds.
    const member = memberOf(own);
    const object = member && followed({ ...code, node: member.object }, steps);
    const value = member && object && memberIn(object, member.name);
    return value && textOf(value, steps);
  }
  const argument = argumentOf({ ...code, node: own });
  if (argument === undefined) return variableName(own, code.file);
  const name = variableName(own, code.file);
  // Of an argument without a name, only the call is known: another call may pass another value.
  return textOf(argument, steps) ?? (name && `${name}@${argument.node.start}`);
}

function formOf(code: Code, steps: Steps): string | undefined {
  const { node, file } = code;
  const inner = (part: Node) => textOf({ ...code, node: part }, steps);
  switch (node.type) {
    case "Literal":
      return String(node.value);
    case "TemplateLiteral": {
      const parts = node.quasis.flatMap(({ value }, index) => {
        const expression = node.expressions[index];
        return expression === undefined ? [value.raw] : [value.raw, inner(expression)];
      });
      return allOf(parts);
    }
    case "BinaryExpression":
      return node.operator === "+" ? allOf([inner(node.left), inner(node.right)]) : undefined;
    case "ObjectExpression": {
      const parts = node.properties.map((property) => {
        if (property.type === "SpreadElement" || property.computed) return undefined;
        const value = inner(property.value);
        const { start, end } = property.key;
        return value && `{${file.text.slice(start, end)}:${value}}`;
      });
      return allOf(parts);
    }
    case "Identifier":
      return variableName(node, file);
    case "ThisExpression":
      return "this";
    case "MemberExpression": {
      const member = memberOf(node);
      const object = inner(node.object);
      const property = member?.name ?? inner(node.property);
      return object && property && `\${${object}[${property}]}`;
    }
    case "CallExpression": {
      const method = memberOf(unwrap(node.callee));
      const name = lastName(node.callee);
      if (name === undefined || !STEADY.has(name)) return undefined;
      const object = method === undefined ? name : inner(method.object);
      return allOf([object, "(", name, ...node.arguments.map(inner), ")"]);
    }
    default:
      return undefined;
  }
}

function allOf(parts: readonly (string | undefined)[]): string | undefined {
  return parts.some((part) => part === undefined) ? undefined : parts.join("");
}

/** Whether a call names a key: an accessor of a collection with one record takes none. */
export function hasKey({ via, binding, collection }: KvCall, { namespaces }: Model): boolean {
  if (via === "binding") return true;
  const { collections } = namespaces.find((namespace) => namespace.binding === binding) ?? {};
  const model = collections?.find(({ name }) => name === collection);
  return model === undefined || model.key.params.length > 0;
}
