import type { Node } from "oxc-parser";
import {
  MAX_BULK_GET_KEYS,
  MAX_LIST_KEYS,
  MAX_TTL_SECONDS,
  MIN_CACHE_TTL_SECONDS,
  MIN_TTL_SECONDS,
} from "../../../runtime/limits.ts";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { constant, type KvCall, optionsOf } from "../../source/kv-call.ts";
import { isEpochMilliseconds, isInMilliseconds } from "../../source/milliseconds.ts";
import { numberValue } from "../../source/number-value.ts";
import { VALUE_READS } from "../../source/read-methods.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { ttlValues } from "../../source/ttl-values.ts";
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
      if (call.via !== "binding") continue;
      yield* faultsOfMany(call, file);
      const options = optionsGiven(call, file);
      if (options === undefined) continue;
      yield* unknownOptions(call.method, options);
      if (call.method === "put") yield* faultsOfWrite(options, file);
      if (call.method === "list") yield* faultsOf(options, "limit", limitFault, file);
      if (VALUE_READS.has(call.method)) yield* faultsOf(options, "cacheTtl", cacheTtlFault, file);
    }
  },
};

/** The options of a call, by their names. */
type Options = ReadonlyMap<string, Node>;

function optionsGiven({ node, method }: KvCall, file: SourceFile): Options | undefined {
  const [first, second, third] = node.arguments;
  const given = method === "list" ? first : method === "put" ? third : second;
  return given && optionsOf(constant(given, file.scopes));
}

/** Of a read of many keys: how many, and what it asks for of them. */
function* faultsOfMany(call: KvCall, file: SourceFile): Generator<SourceFinding> {
  const [first, second] = call.node.arguments;
  const keys = first && constant(first, file.scopes);
  if (!VALUE_READS.has(call.method) || keys?.type !== "ArrayExpression") return;
  const { elements } = keys;
  const isKnown = elements.every((element) => element?.type !== "SpreadElement");
  if (isKnown && elements.length > MAX_BULK_GET_KEYS) {
    const message = `a read takes ${MAX_BULK_GET_KEYS} keys, and not ${elements.length}`;
    yield { range: keys, message, help: IN_RANGE };
  }
  const type = valueType(call, file);
  if (second !== undefined && ONE_BY_ONE.has(type)) {
    yield {
      range: second,
      message: `a read of many keys gives text or JSON, and no ${type}`,
      help: "Read them one by one, at the same time: `Promise.all`.",
    };
  }
}

/** Types of values that KV gives of one key at a time. */
const ONE_BY_ONE: ReadonlySet<unknown> = new Set(["arrayBuffer", "stream"]);

const IN_RANGE = "Write a value in the range: KV refuses or ignores this one when the code runs.";

const IN_SECONDS = "Divide it by 1,000 and round it, or leave the factor of 1,000 out.";

function* faultsOfWrite(options: Options, file: SourceFile): Generator<SourceFinding> {
  const [ttl, expiration] = [options.get("expirationTtl"), options.get("expiration")];
  const fault = ttl && ttlFault(ttl, file);
  if (ttl && fault) yield { range: ttl, ...fault };
  if (expiration === undefined) return;
  const seconds = numberValue(expiration, file) ?? 0;
  if (seconds > MAX_TTL_SECONDS || isEpochMilliseconds(expiration)) {
    const message = "an expiration is in seconds, and this is in milliseconds";
    yield { range: expiration, message, help: IN_SECONDS };
  }
  if (ttl !== undefined) {
    yield {
      range: expiration,
      message: "of `expirationTtl` and `expiration` KV takes the first, and ignores the other",
      help: "Leave one of them out.",
    };
  }
}

function ttlFault(
  ttl: Node,
  file: SourceFile,
): { readonly message: string; readonly help: string } | undefined {
  const values = ttlValues(ttl, file);
  const wrong = values.find((seconds) => seconds < MIN_TTL_SECONDS || !Number.isInteger(seconds));
  if (wrong !== undefined) {
    const message =
      wrong < MIN_TTL_SECONDS
        ? `a TTL is at least ${MIN_TTL_SECONDS} s, and not ${wrong} s`
        : `a TTL is in whole seconds, and ${wrong} s is not`;
    return { message, help: IN_RANGE };
  }
  const [seconds, ...others] = values;
  if (seconds === undefined || others.length > 0 || !isInMilliseconds(ttl)) return undefined;
  const days = Math.round(seconds / SECONDS_A_DAY);
  return { message: `a TTL is in seconds: ${seconds} s are ${days} days`, help: IN_SECONDS };
}

const SECONDS_A_DAY = 86_400;

/** Of an option that is one number: what is wrong with it, if it is known. */
function* faultsOf(
  options: Options,
  name: string,
  faultIn: (value: number) => string | undefined,
  file: SourceFile,
): Generator<SourceFinding> {
  const given = options.get(name);
  const value = given && numberValue(given, file);
  const message = value === undefined ? undefined : faultIn(value);
  if (given && message) yield { range: given, message, help: IN_RANGE };
}

function limitFault(limit: number): string | undefined {
  if (limit >= 1 && limit <= MAX_LIST_KEYS) return undefined;
  return `a list gives 1 to ${MAX_LIST_KEYS} keys, and not ${limit}`;
}

function cacheTtlFault(seconds: number): string | undefined {
  if (seconds >= MIN_CACHE_TTL_SECONDS) return undefined;
  return `a \`cacheTtl\` is at least ${MIN_CACHE_TTL_SECONDS} s, and not ${seconds} s`;
}

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
