import type { Node } from "oxc-parser";
import { MIN_TTL_SECONDS } from "../../../runtime/limits.ts";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { walk } from "../../source/children.ts";
import { constant, type KvCall, optionsOf } from "../../source/kv-call.ts";
import { namesIn } from "../../source/names.ts";
import { numberValue } from "../../source/number-value.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { type TtlOrigin, ttlOrigin } from "../../source/ttl-origin.ts";
import { memberOf, unwrap } from "../../source/unwrap.ts";

const MESSAGES: Readonly<Record<TtlOrigin, string>> = {
  request: `this TTL is what a request says, and may be less than ${MIN_TTL_SECONDS} s, which KV refuses`,
  difference: `this TTL is a difference, and may be less than ${MIN_TTL_SECONDS} s, which KV refuses`,
};

export const rule: SourceRule = {
  id: "usage/unbounded-ttl",
  // It goes well most of the time, which is why tests do not find it; and a check may stand where no
  // single file shows it.
  severity: "warning",
  docs: {
    what: "A TTL that is counted out, `exp - now`, or taken from a request is bounded from below.",
    why: `KV refuses a TTL under ${MIN_TTL_SECONDS} seconds, so that the write fails for the last minute of a token's life, or for whoever asks for \`ttl=10\`. What a request says may also be no number, or so large that the record never ends.`,
    wrong:
      'const seconds = exp - Math.floor(Date.now() / 1000);\nawait env.CACHE.put("token:" + id, token, { expirationTtl: seconds });',
    right:
      'const seconds = Math.max(60, exp - Math.floor(Date.now() / 1000));\nawait env.CACHE.put("token:" + id, token, { expirationTtl: seconds });',
    silence: "Where something else has made sure of the bound, such as a schema of the request.",
  },
  *check({ file, calls }): Generator<SourceFinding> {
    for (const call of calls) {
      const ttl = ttlOf(call, file);
      if (ttl === undefined) continue;
      const seen = new Set<Node>();
      const origin = ttlOrigin(ttl, file, seen);
      if (origin === undefined || isBounded(call, seen, file)) continue;
      yield {
        range: ttl,
        message: MESSAGES[origin],
        help: `Bound it: \`Math.max(${MIN_TTL_SECONDS}, …)\`${origin === "request" ? ", and from above as well" : ", or write nothing that ends so soon"}.`,
      };
    }
  },
};

function ttlOf({ node, via, method }: KvCall, { scopes }: SourceFile): Node | undefined {
  const [, , given] = node.arguments;
  if (via !== "binding" || method !== "put" || given === undefined) return undefined;
  return optionsOf(constant(given, scopes))?.get("expirationTtl");
}

/** Whether something before a write may have bounded what its TTL comes from. */
function isBounded({ node: write }: KvCall, seen: ReadonlySet<Node>, file: SourceFile): boolean {
  const names = new Set([...seen].flatMap(variablesIn));
  const isAbout = (node: Node) => variablesIn(node).some((name) => names.has(name));
  for (const node of walk(file.parents.functionOf(write))) {
    if (node.start >= write.start) continue;
    if (node.type === "BinaryExpression" && COMPARES.has(node.operator)) {
      if ((isAbout(node.left) || isAbout(node.right)) && !isTooLow(node, names, file)) return true;
    }
    if (node.type !== "IfStatement") continue;
    for (const inner of walk(node.test)) {
      if (inner.type === "CallExpression" && !ASKS_FOR_NUMBER.has(calleeOf(inner) ?? "")) {
        if (inner.arguments.some(isAbout)) return true;
      }
    }
  }
  return false;
}

const COMPARES: ReadonlySet<string> = new Set(["<", "<=", ">", ">="]);

/** What says whether a value is a number, and nothing of how large it is. */
const ASKS_FOR_NUMBER: ReadonlySet<string> = new Set(["isFinite", "isInteger", "isNaN"]);

/** `ttl > 0`, `exp <= now`: a comparison that a TTL of 30 s passes as one of 90 s does. */
function isTooLow(
  { left, right }: Extract<Node, { readonly type: "BinaryExpression" }>,
  names: ReadonlySet<string>,
  file: SourceFile,
): boolean {
  for (const side of [left, right]) {
    const value = numberValue(side, file);
    if (value !== undefined) return value < MIN_TTL_SECONDS;
  }
  return [left, right].every((side) =>
    variablesIn(side).every((name) => names.has(name) || name === "Date" || name === "Math"),
  );
}

/** Names, without those of properties. */
function variablesIn(node: Node): readonly string[] {
  const properties = new Set(
    [...walk(node)].flatMap((inner) => {
      const member = memberOf(inner);
      return member === undefined ? [] : [member.name];
    }),
  );
  return [...namesIn(node)].filter((name) => !properties.has(name) && name !== "Math");
}

function calleeOf({ callee }: Extract<Node, { readonly type: "CallExpression" }>) {
  const node = unwrap(callee);
  return node.type === "Identifier" ? node.name : memberOf(node)?.name;
}
