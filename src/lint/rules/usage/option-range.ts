import type { Node } from "oxc-parser";
import {
  MAX_BULK_GET_KEYS,
  MAX_LIST_KEYS,
  MAX_TTL_SECONDS,
  MIN_CACHE_TTL_SECONDS,
  MIN_TTL_SECONDS,
} from "../../../runtime/limits.ts";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { walk } from "../../source/children.ts";
import { constant, type KvCall, optionsOf } from "../../source/kv-call.ts";
import { numberValue } from "../../source/number-value.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { memberOf, unwrap } from "../../source/unwrap.ts";
import { valueType } from "../../source/value-type.ts";

export const rule: SourceRule = {
  id: "usage/option-range",
  severity: "error",
  docs: {
    what: "Options of reads, writes and lists are such as KV takes: seconds from 60 on, a `cacheTtl` from 30 on, at most 1,000 keys a list and 100 a read, and none that KV does not have, such as `ttl` or `cas`.",
    why: "KV refuses what is out of range when the code runs. A number that stands in for a variable which is not set is looked at as well; the variable itself, `Number(env.TTL)`, is for the deployment to set: where it is missing KV refuses each write, as it does a TTL of 0. A TTL in milliseconds it may take, and keeps a record for months that was to live an hour. What is no option of KV's it passes over: the record never expires, the write is not conditional.",
    wrong: 'await env.CACHE.put("look:dark", css, { expirationTtl: 60 * 60 * 1000 });',
    right: 'await env.CACHE.put("look:dark", css, { expirationTtl: 60 * 60 });',
    silence: "In code that shows how KV refuses it.",
  },
  *check({ file, calls }): Generator<SourceFinding> {
    for (const call of calls) {
      if (call.via === "binding") yield* faultsOf(call, file);
    }
  },
};

function* faultsOf(call: KvCall, file: SourceFile): Generator<SourceFinding> {
  const { node, method } = call;
  const [first, second, third] = node.arguments;
  const keys = first && constant(first, file.scopes);
  if (method.startsWith("get") && keys?.type === "ArrayExpression") {
    const isKnown = keys.elements.every((element) => element?.type !== "SpreadElement");
    if (isKnown && keys.elements.length > MAX_BULK_GET_KEYS) {
      yield fault(keys, `a read takes ${MAX_BULK_GET_KEYS} keys, and not ${keys.elements.length}`);
    }
  }
  if (method.startsWith("get") && keys?.type === "ArrayExpression" && second !== undefined) {
    const type = valueType(call, file);
    if (ONE_BY_ONE.has(type)) {
      yield {
        range: second,
        message: `a read of many keys gives text or JSON, and no ${type}`,
        help: "Read them one by one, at the same time: `Promise.all`.",
      };
    }
  }
  const given = method === "list" ? first : method === "put" ? third : second;
  const options = given && optionsOf(constant(given, file.scopes));
  if (options === undefined) return;
  yield* unknownOptions(method, options);
  const value = (name: string) => {
    const property = options.get(name);
    return property && numberValue(property, file);
  };
  const at = (name: string) => options.get(name) ?? node;
  if (method === "put") {
    const ttls = ttlsOf(options.get("expirationTtl"), file);
    const ttl = ttls.find((seconds) => seconds < MIN_TTL_SECONDS || !Number.isInteger(seconds));
    if (ttl !== undefined && ttl < MIN_TTL_SECONDS) {
      yield fault(at("expirationTtl"), `a TTL is at least ${MIN_TTL_SECONDS} s, and not ${ttl} s`);
    } else if (ttl !== undefined) {
      yield fault(at("expirationTtl"), `a TTL is in whole seconds, and ${ttl} s is not`);
    } else if (ttls.length === 1 && isInMilliseconds(at("expirationTtl"))) {
      const [seconds = 0] = ttls;
      yield fault(
        at("expirationTtl"),
        `a TTL is in seconds: ${seconds} s are ${days(seconds)} days`,
      );
    }
    const expiration = value("expiration");
    const isPast = expiration !== undefined && expiration > MAX_TTL_SECONDS;
    if (isPast || isClock(options.get("expiration"))) {
      yield fault(at("expiration"), "an expiration is in seconds, and this is in milliseconds");
    }
  }
  if (method === "put" && options.has("expirationTtl") && options.has("expiration")) {
    yield {
      range: at("expiration"),
      message: "of `expirationTtl` and `expiration` KV takes the first, and ignores the other",
      help: "Leave one of them out.",
    };
  }
  const cacheTtl = value("cacheTtl");
  if (method.startsWith("get") && cacheTtl !== undefined && cacheTtl < MIN_CACHE_TTL_SECONDS) {
    yield fault(
      at("cacheTtl"),
      `a \`cacheTtl\` is at least ${MIN_CACHE_TTL_SECONDS} s, and not ${cacheTtl} s`,
    );
  }
  const limit = value("limit");
  if (method === "list" && limit !== undefined && (limit < 1 || limit > MAX_LIST_KEYS)) {
    yield fault(at("limit"), `a list gives 1 to ${MAX_LIST_KEYS} keys, and not ${limit}`);
  }
}

/** The TTLs that an expression may give as far as they are known: also what stands in for a variable that is not set. */
function ttlsOf(expression: Node | undefined, file: SourceFile): readonly number[] {
  if (expression === undefined) return [];
  const own = numberValue(expression, file);
  return own === undefined ? choicesIn(expression, file) : [own];
}

function choicesIn(expression: Node, file: SourceFile): readonly number[] {
  // Of several, zero is the one that means none, and is asked for elsewhere.
  const of = (...nodes: readonly Node[]) =>
    nodes.flatMap((node) => ttlsOf(node, file)).filter((seconds) => seconds !== 0);
  const node = constant(expression, file.scopes);
  switch (node.type) {
    case "Literal":
      // KV takes a text of digits for their number.
      return typeof node.value === "string" && node.value !== "" ? [Number(node.value)] : [];
    case "LogicalExpression":
      return node.operator === "&&" ? [] : of(node.left, node.right);
    case "ConditionalExpression":
      return of(node.consequent, node.alternate);
    case "CallExpression": {
      const callee = unwrap(node.callee);
      const name = callee.type === "Identifier" ? callee.name : memberOf(callee)?.name;
      return name !== undefined && READS_NUMBERS.has(name) ? of(...node.arguments.slice(0, 1)) : [];
    }
    default:
      return [];
  }
}

const READS_NUMBERS: ReadonlySet<string> = new Set(["Number", "parseInt", "parseFloat"]);

const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  get: ["type", "cacheTtl"],
  getWithMetadata: ["type", "cacheTtl"],
  put: ["expirationTtl", "expiration", "metadata"],
  list: ["prefix", "limit", "cursor"],
};

/** Options that KV passes over without a word, often those of another store. */
function* unknownOptions(
  method: string,
  options: ReadonlyMap<string, Node>,
): Generator<SourceFinding> {
  const own = OPTIONS[method];
  if (own === undefined) return;
  for (const [name, property] of options) {
    if (own.includes(name)) continue;
    const meant = own.find((option) => isNearly(name, option));
    yield {
      range: property,
      message: `\`${method}\` has no option \`${name}\`: KV passes over it`,
      help:
        meant === undefined
          ? `It takes ${own.map((option) => `\`${option}\``).join(", ")}; leave the others out. No write of KV's depends on what is there.`
          : `Write \`${meant}\`, which KV reads.`,
    };
  }
}

/** `ttl`, `expirationTTL` and `expiration_ttl` for `expirationTtl`. */
function isNearly(name: string, option: string): boolean {
  const [given, meant] = [name, option].map((text) => text.toLowerCase().replaceAll("_", ""));
  return given === meant || (given === "ttl" && option === "expirationTtl");
}

/** Types of values that KV gives of one key at a time. */
const ONE_BY_ONE: ReadonlySet<unknown> = new Set(["arrayBuffer", "stream"]);

function fault(range: Node, message: string): SourceFinding {
  const help = /milliseconds|seconds:/.test(message)
    ? "Divide it by 1,000 and round it, or leave the factor of 1,000 out."
    : "Write a value in the range: KV refuses or ignores this one when the code runs.";
  return { range, message, help };
}

/** `60 * 60 * 1000`: a product with a factor that makes milliseconds of seconds. */
function isInMilliseconds(expression: Node): boolean {
  const factors: unknown[] = [];
  const waiting = [unwrap(expression)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === "BinaryExpression" && node.operator === "*") {
      waiting.push(unwrap(node.left), unwrap(node.right));
    } else factors.push(node.type === "Literal" ? node.value : undefined);
  }
  return factors.includes(1000) && factors.includes(60);
}

/** `Date.now() + …` without a division: milliseconds since the epoch. */
function isClock(expression: Node | undefined): boolean {
  if (expression === undefined) return false;
  const nodes = [...walk(expression)];
  return nodes.some(isNow) && nodes.every((node) => CLOCK_PARTS.has(node.type) && !divides(node));
}

const CLOCK_PARTS: ReadonlySet<string> = new Set([
  "BinaryExpression",
  "CallExpression",
  "MemberExpression",
  "Identifier",
  "Literal",
]);

function isNow(node: Node): boolean {
  if (node.type !== "CallExpression") return false;
  const callee = memberOf(node.callee);
  return (
    callee?.name === "now" && callee.object.type === "Identifier" && callee.object.name === "Date"
  );
}

function divides(node: Node): boolean {
  return (
    (node.type === "BinaryExpression" && !["+", "*", "-"].includes(node.operator)) ||
    (node.type === "CallExpression" && !isNow(node))
  );
}

function days(seconds: number): number {
  return Math.round(seconds / 86_400);
}
