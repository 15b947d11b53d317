import type { Node } from "oxc-parser";
import { MIN_TTL_SECONDS } from "../../../runtime/limits.ts";
import type { SourceContext, SourceFinding, SourceRule } from "../../rule.ts";
import { childrenOf, walk } from "../../source/children.ts";
import { constant } from "../../source/constant.ts";
import { propertyName } from "../../source/declaration.ts";
import { optionsPassed, wrappedCallsIn } from "../../source/flow/wrapped-calls.ts";
import type { KvCall } from "../../source/kv-call.ts";
import { numberValue } from "../../source/numbers/number-value.ts";
import { type TtlOrigin, ttlOrigin } from "../../source/numbers/ttl-origin.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { lastName, memberOf } from "../../source/unwrap.ts";

const MESSAGES: Readonly<Record<TtlOrigin, string>> = {
  request: `this TTL comes from a request and may be less than ${MIN_TTL_SECONDS} s, which KV rejects`,
  bound: `this TTL has a bound of less than ${MIN_TTL_SECONDS} s, which KV rejects`,
  difference: `this TTL is a difference and may be less than ${MIN_TTL_SECONDS} s, which KV rejects`,
};

export const rule: SourceRule = {
  id: "usage/unbounded-ttl",
  // It works most of the time, which is why tests do not find it; and a check may stand outside of
  // this file.
  severity: "warning",
  docs: {
    what: "A TTL that is computed, `exp - now`, or taken from a request has a lower bound, also where it is passed to a function of the project that writes.",
    why: `KV rejects a TTL under ${MIN_TTL_SECONDS} seconds, so the write fails in the last minute of a token's life, or for a client that asks for \`ttl=10\`. A request may also send something that is not a number, or one so large that the record never expires.`,
    wrong:
      'const seconds = exp - Math.floor(Date.now() / 1000);\nawait env.CACHE.put("token:" + id, token, { expirationTtl: seconds });',
    right:
      'const seconds = Math.max(60, exp - Math.floor(Date.now() / 1000));\nawait env.CACHE.put("token:" + id, token, { expirationTtl: seconds });',
    silence: "When something else ensures the bound, such as a schema of the request.",
  },
  followsModules: true,
  *check(context): Generator<SourceFinding> {
    const { file, calls } = context;
    for (const call of calls) {
      for (const ttl of ttlsOf(call, file)) {
        const { origin, seen } = originOf(ttl, file);
        if (origin !== undefined && !isBounded(call.node, seen, file))
          yield findingFor(ttl, origin);
      }
    }
    yield* ofHelpers(context);
  },
};

function findingFor(ttl: Node, origin: TtlOrigin): SourceFinding {
  return {
    range: ttl,
    message: MESSAGES[origin],
    help: `Bound it: \`Math.max(${MIN_TTL_SECONDS}, …)\`${origin === "request" ? ", and from above as well" : ", or do not write what expires so soon"}.`,
  };
}

/** What a TTL comes from, and the expressions on the way there. */
function originOf(ttl: Node, file: SourceFile) {
  const seen = new Set<Node>();
  return { origin: ttlOrigin({ node: ttl, file }, seen), seen };
}

/** The TTLs that callers pass to functions that write: `getCached(env, "look:dark", exp - now, load)`. */
function* ofHelpers(context: SourceContext): Generator<SourceFinding> {
  const { file } = context;
  const told = new Set<Node>();
  for (const wrapped of wrappedCallsIn(context)) {
    const { site, call } = wrapped;
    const options = call.method === "put" ? optionsPassed(wrapped, file) : undefined;
    for (const ttl of options === undefined || told.has(site) ? [] : ttlsIn(options, file)) {
      const { origin, seen } = originOf(ttl, file);
      if (origin === undefined || isBounded(site, seen, file)) continue;
      told.add(site);
      yield findingFor(ttl, origin);
    }
    for (const ttl of told.has(site) ? [] : ttlsOf(call, wrapped.file)) {
      const within = originOf(ttl, wrapped.file);
      if (within.origin !== undefined || isBounded(call.node, within.seen, wrapped.file)) continue;
      const seen = new Set<Node>();
      const origin = ttlOrigin({ ...wrapped.code, node: ttl }, seen);
      const given = site.arguments.find((node) => seen.has(constant(node, file.scopes)));
      if (origin === undefined || given === undefined) continue;
      if (isBounded(site, originOf(given, file).seen, file)) continue;
      told.add(site);
      yield findingFor(given, origin);
    }
  }
}

function ttlsOf({ node, via, method }: KvCall, file: SourceFile): readonly Node[] {
  const [, , given] = node.arguments;
  return via !== "binding" || method !== "put" || given === undefined ? [] : ttlsIn(given, file);
}

/** The TTLs of options that depend on a condition: `ttl ? { expirationTtl: ttl } : undefined`. */
function ttlsIn(options: Node, file: SourceFile, depth = 0): readonly Node[] {
  if (depth > MAX_DEPTH) return [];
  const inner = (node: Node) => ttlsIn(node, file, depth + 1);
  const node = constant(options, file.scopes);
  switch (node.type) {
    case "ConditionalExpression":
      return [...inner(node.consequent), ...inner(node.alternate)];
    case "LogicalExpression":
      return node.operator === "&&"
        ? inner(node.right)
        : [...inner(node.left), ...inner(node.right)];
    case "ObjectExpression":
      return node.properties.flatMap((property) => {
        if (property.type === "SpreadElement") return inner(property.argument);
        const isTtl = !property.computed && propertyName(property.key) === "expirationTtl";
        return isTtl ? [property.value] : [];
      });
    default:
      return [];
  }
}

const MAX_DEPTH = 5;

/** Whether the code before a write may bound what its TTL comes from. */
function isBounded(write: Node, seen: ReadonlySet<Node>, file: SourceFile): boolean {
  const values = new Set([...seen].flatMap((node) => valuesIn(node, file)));
  // A value that is multiplied later is compared in hours or days.
  const isScaled = [...seen].some(isProduct);
  const isAbout = (node: Node) =>
    valuesIn(node, file).some((value) => [...values].some((other) => isPart(value, other)));
  for (const node of walk(file.parents.functionOf(write))) {
    if (node.start >= write.start) continue;
    if (node.type === "BinaryExpression" && COMPARES.has(node.operator)) {
      const says = isAbout(node.left) || isAbout(node.right);
      if (says && (isScaled || !isTooLow(node, values, file))) return true;
    }
    if (node.type !== "IfStatement") continue;
    for (const inner of walk(node.test)) {
      if (inner.type === "CallExpression" && !ASKS_FOR_NUMBER.has(lastName(inner.callee) ?? "")) {
        if (inner.arguments.some(isAbout)) return true;
      }
    }
  }
  return false;
}

function isProduct(node: Node): boolean {
  return node.type === "BinaryExpression" && node.operator === "*";
}

const COMPARES: ReadonlySet<string> = new Set(["<", "<=", ">", ">="]);

/** Functions that say whether a value is a number, but not how large it is. */
const ASKS_FOR_NUMBER: ReadonlySet<string> = new Set(["isFinite", "isInteger", "isNaN"]);

/** `ttl > 0`, `exp <= now`: a comparison that a TTL of 30 s passes just as one of 90 s does. */
function isTooLow(
  { left, right }: Extract<Node, { readonly type: "BinaryExpression" }>,
  values: ReadonlySet<string>,
  file: SourceFile,
): boolean {
  for (const side of [left, right]) {
    const value = numberValue(side, file);
    if (value !== undefined) return value < MIN_TTL_SECONDS;
  }
  return [left, right].every((side) =>
    valuesIn(side, file).every((value) => values.has(value) || value === "Date.now"),
  );
}

/** The variables and their properties that an expression is made of: `now`, `token.exp`. */
function valuesIn(expression: Node, file: SourceFile): readonly string[] {
  const values: string[] = [];
  const waiting: Node[] = [expression];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const isValue = node.type === "Identifier" || memberOf(node) !== undefined;
    const text = file.text.slice(node.start, node.end);
    if (!isValue) waiting.push(...childrenOf(node));
    else if (!text.startsWith("Math.")) values.push(text.replaceAll("?.", "."));
  }
  return values;
}

/** Whether one value is the other, or a part of it. */
function isPart(one: string, other: string): boolean {
  return one === other || other.startsWith(`${one}.`) || one.startsWith(`${other}.`);
}
