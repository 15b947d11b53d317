import type { Node } from "oxc-parser";
import {
  MAX_BULK_GET_KEYS,
  MAX_LIST_KEYS,
  MAX_TTL_SECONDS,
  MIN_CACHE_TTL_SECONDS,
  MIN_TTL_SECONDS,
} from "../../../runtime/limits.ts";
import type { SourceContext, SourceFinding, SourceRule } from "../../rule.ts";
import { constant } from "../../source/constant.ts";
import { optionsPassed, wrappedCallsIn } from "../../source/flow/wrapped-calls.ts";
import { type KvCall, type Options, optionsGiven, optionsOf } from "../../source/kv-call.ts";
import { VALUE_READS } from "../../source/kv-methods.ts";
import { mentions, namesIn } from "../../source/names.ts";
import { isEpochMilliseconds, isInMilliseconds } from "../../source/numbers/milliseconds.ts";
import { numberValue } from "../../source/numbers/number-value.ts";
import { ttlValues } from "../../source/numbers/ttl-values.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { valueType } from "../../source/value-type.ts";

export const rule: SourceRule = {
  id: "usage/option-range",
  severity: "error",
  docs: {
    what: "Options of reads, writes and lists are ones that KV accepts: TTLs of at least 60 seconds, a `cacheTtl` of at least 30, at most 1,000 keys per list and 100 per read, and no option that KV does not have, such as `ttl` or `cas`. This includes a TTL that is passed to a function of the project that writes.",
    why: "KV rejects values out of range when the code runs. The rule also checks a number that stands in for a variable that is not set; the variable itself, `Number(env.TTL)`, is up to the deployment: if it is missing, KV rejects each write, as it does with a TTL of 0. KV may accept a TTL in milliseconds, and then keeps a record for months that was meant to live an hour. It ignores options that it does not have: the record never expires, the write is not conditional.",
    wrong: 'await env.CACHE.put("look:dark", css, { expirationTtl: 60 * 60 * 1000 });',
    right: 'await env.CACHE.put("look:dark", css, { expirationTtl: 60 * 60 });',
    silence: "In code that shows how KV rejects it.",
  },
  followsModules: true,
  *check(context): Generator<SourceFinding> {
    const { file, calls } = context;
    for (const call of calls) {
      if (call.via !== "binding") continue;
      yield* faultsOfMany(call, file);
      yield* faultsOfOptions(call.method, optionsGiven(call, file), file);
    }
    yield* faultsOfHelpers(context);
  },
};

function* faultsOfOptions(
  method: string,
  options: Options | undefined,
  file: SourceFile,
): Generator<SourceFinding> {
  if (options === undefined) return;
  yield* unknownOptions(method, options);
  if (method === "put") yield* faultsOfWrite(options, file);
  if (method === "list") yield* faultsOf(options, "limit", limitFault, file);
  if (VALUE_READS.has(method)) yield* faultsOf(options, "cacheTtl", cacheTtlFault, file);
}

/** The faults of a read of many keys: how many there are, and which type it asks for. */
function* faultsOfMany(call: KvCall, file: SourceFile): Generator<SourceFinding> {
  const [first, second] = call.node.arguments;
  const keys = first && constant(first, file.scopes);
  if (!VALUE_READS.has(call.method) || keys?.type !== "ArrayExpression") return;
  const { elements } = keys;
  const isKnown = elements.every((element) => element?.type !== "SpreadElement");
  if (isKnown && elements.length > MAX_BULK_GET_KEYS) {
    const message = `a read takes at most ${MAX_BULK_GET_KEYS} keys, not ${elements.length}`;
    yield { range: keys, message, help: IN_RANGE };
  }
  const type = valueType(call, file);
  if (second !== undefined && ONE_BY_ONE.has(type)) {
    yield {
      range: second,
      message: `a read of many keys returns text or JSON, not ${type}`,
      help: "Read each key with its own call, at the same time: `Promise.all`.",
    };
  }
}

/** Types of values that KV returns only for one key at a time. */
const ONE_BY_ONE: ReadonlySet<unknown> = new Set(["arrayBuffer", "stream"]);

const IN_RANGE = "Use a value in the range: KV rejects or ignores this one when the code runs.";

const IN_SECONDS = "Divide it by 1,000 and round it, or leave out the factor of 1,000.";

function* faultsOfWrite(options: Options, file: SourceFile): Generator<SourceFinding> {
  const [ttl, expiration] = [options.get("expirationTtl"), options.get("expiration")];
  const fault = ttl && ttlFault(ttl, file);
  if (ttl && fault) yield { range: ttl, ...fault };
  if (expiration === undefined) return;
  const seconds = numberValue(expiration, file) ?? 0;
  if (seconds > MAX_TTL_SECONDS || isEpochMilliseconds(expiration)) {
    const message = "an expiration is in seconds, but this is in milliseconds";
    yield { range: expiration, message, help: IN_SECONDS };
  }
  if (ttl !== undefined) {
    yield {
      range: expiration,
      message: "if both are given, KV uses `expirationTtl` and ignores `expiration`",
      help: "Leave one of them out.",
    };
  }
}

function ttlFault(
  ttl: Node,
  file: SourceFile,
): { readonly message: string; readonly help: string } | undefined {
  const values = ttlValues({ node: ttl, file });
  const wrong = values.find((seconds) => seconds < MIN_TTL_SECONDS || !Number.isInteger(seconds));
  if (wrong !== undefined) {
    const message =
      wrong < MIN_TTL_SECONDS
        ? `a TTL is at least ${MIN_TTL_SECONDS} s, not ${wrong} s`
        : `a TTL is in whole seconds, not ${wrong} s`;
    return { message, help: IN_RANGE };
  }
  const [seconds, ...others] = values;
  if (seconds === undefined || others.length > 0 || !isInMilliseconds(ttl)) return undefined;
  const days = Math.round(seconds / SECONDS_A_DAY);
  return { message: `a TTL is in seconds: ${seconds} s are ${days} days`, help: IN_SECONDS };
}

const SECONDS_A_DAY = 86_400;

/** The TTLs that callers pass to functions that write or read: `getCached(env, "look:dark", 30, load)`. */
function* faultsOfHelpers(context: SourceContext): Generator<SourceFinding> {
  const { file } = context;
  const told = new Set<Node>();
  for (const wrapped of wrappedCallsIn(context)) {
    const { site, call } = wrapped;
    const options = optionsPassed(wrapped, file);
    if (options !== undefined && !told.has(options)) {
      told.add(options);
      yield* faultsOfOptions(call.method, optionsOf(options), file);
    }
    const isRead = VALUE_READS.has(call.method);
    if (call.via !== "binding" || !(isRead || call.method === "put") || told.has(site)) continue;
    const ttl = optionsGiven(call, wrapped.file)?.get(isRead ? "cacheTtl" : "expirationTtl");
    if (ttl === undefined || isAskedFor(ttl, wrapped.file)) continue;
    const [seconds, ...others] = ttlValues({ ...wrapped.code, node: ttl });
    if (seconds === undefined || others.length > 0) continue;
    const given = site.arguments.find((node) => numberValue(node, file) === seconds);
    if (given === undefined) continue;
    const message = isRead ? cacheTtlFault(seconds) : undefined;
    const fault = isRead ? message && { message, help: IN_RANGE } : ttlFault(given, file);
    if (!fault) continue;
    told.add(site);
    yield { range: given, ...fault };
  }
}

/** Whether a function does one thing or another depending on a TTL: `if (ttl > 0) …`. */
function isAskedFor(ttl: Node, { parents, tree }: SourceFile): boolean {
  const names = namesIn(ttl);
  return tree
    .ofType("IfStatement", parents.functionOf(ttl))
    .some(({ test }) => mentions(test, names));
}

/** The fault of an option that is one number, if that is known. */
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
  return `a list returns 1 to ${MAX_LIST_KEYS} keys, not ${limit}`;
}

function cacheTtlFault(seconds: number): string | undefined {
  if (seconds >= MIN_CACHE_TTL_SECONDS) return undefined;
  return `a \`cacheTtl\` is at least ${MIN_CACHE_TTL_SECONDS} s, not ${seconds} s`;
}

const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  get: ["type", "cacheTtl"],
  getWithMetadata: ["type", "cacheTtl"],
  put: ["expirationTtl", "expiration", "metadata"],
  list: ["prefix", "limit", "cursor"],
};

/** Options that KV ignores without a word, often those of another store. */
function* unknownOptions(method: string, options: Options): Generator<SourceFinding> {
  const own = OPTIONS[method];
  if (own === undefined) return;
  for (const [name, property] of options) {
    if (own.includes(name)) continue;
    const meant = own.find((option) => isNearly(name, option));
    yield {
      range: property,
      message: `\`${method}\` has no option \`${name}\`: KV ignores it`,
      help:
        meant === undefined
          ? `It takes ${own.map((option) => `\`${option}\``).join(", ")}; leave the others out. A write to KV cannot depend on what is stored.`
          : `Write \`${meant}\`, which KV reads.`,
    };
  }
}

/** `ttl`, `expirationTTL` and `expiration_ttl` for `expirationTtl`. */
function isNearly(name: string, option: string): boolean {
  const [given, meant] = [name, option].map((text) => text.toLowerCase().replaceAll("_", ""));
  return given === meant || (given === "ttl" && option === "expirationTtl");
}
