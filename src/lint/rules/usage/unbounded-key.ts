import type { Node } from "oxc-parser";
import { MAX_KEY_BYTES } from "../../../runtime/limits.ts";
import type { SourceContext, SourceFinding, SourceRule } from "../../rule.ts";
import { walk } from "../../source/children.ts";
import type { Code } from "../../source/code.ts";
import { constant } from "../../source/constant.ts";
import { wrappedCallsIn } from "../../source/flow/wrapped-calls.ts";
import { jsonPart } from "../../source/keys/json-part.ts";
import type { KvCall } from "../../source/kv-call.ts";
import { isMeasured, LONG, requestText, sourceText } from "../../source/request-text.ts";
import type { SourceFile } from "../../source/source-file.ts";

/** Names of what clients choose, for keys that are then written. */
const CHOSEN: ReadonlySet<string> = new Set([
  ...["alias", "code", "email", "key", "path", "slug", "username"],
]);

const CHOSEN_AS_WELL: ReadonlySet<string> = new Set([...LONG, ...CHOSEN]);

export const rule: SourceRule = {
  id: "usage/unbounded-key",
  // Most requests are short enough, and those of an attacker only get an error.
  severity: "warning",
  docs: {
    what: "A URL, a path or a text from a request is not part of a key as it is; nor is the JSON of a whole value, nor a name that a client chooses (`slug`, `alias`, `email`) if the code writes under that key. This includes what is passed to a function of the project that makes the key.",
    why: `A key has at most ${MAX_KEY_BYTES} bytes, and KV rejects longer ones in reads as well: a long URL is answered with an error, and whoever sends it chooses the keys that are written.`,
    wrong:
      'const url = new URL(request.url).searchParams.get("url");\nconst page = await env.CACHE.get("page:" + url);',
    right:
      'const url = new URL(request.url).searchParams.get("url");\nconst page = await env.CACHE.get("page:" + (await sha256(url)));',
    silence: "When its length is bounded elsewhere.",
  },
  followsModules: true,
  *check(context): Generator<SourceFinding> {
    const { file, calls } = context;
    const told = new Set<string>();
    const sources = new Set<Node>();
    const whole = new Set<Node>();
    const kv = new Set<Node>(calls.map(({ node }) => node));
    const writes = new Set(
      calls.filter(({ method }) => method === "put").map((call) => placeOf(call, file)),
    );
    for (const call of calls) {
      const { keys, node } = call;
      if (!takesKey(call)) continue;
      const names = writes.has(placeOf(call, file)) ? CHOSEN_AS_WELL : LONG;
      for (const key of keys?.nodes ?? []) {
        const json = jsonPart({ node: key, file });
        if (json !== undefined && !whole.has(json)) {
          whole.add(json);
          yield {
            range: key,
            message: `this key contains a whole value as JSON, and KV accepts at most ${MAX_KEY_BYTES} bytes`,
            help: "Use a hash of the JSON in the key (`crypto.subtle.digest`), or only the fields that make it unique.",
          };
        }
        const source = requestText({ node: key, file }, names);
        if (source === undefined) continue;
        // A read and the write that fills its cache share a key.
        const form = `${placeOf(call, file)} ${sourceText(constant(key, file.scopes), file)}`;
        sources.add(source);
        if (told.has(form) || isMeasured(source, node, kv, file)) continue;
        told.add(form);
        yield { range: key, ...LONG_KEY };
      }
    }
    yield* ofHelpers(context, kv, sources);
  },
};

const LONG_KEY = {
  message: `a request decides how long this key is, and KV accepts at most ${MAX_KEY_BYTES} bytes`,
  help: "Use a hash of it in the key (`crypto.subtle.digest`), or reject input that is too long.",
};

/**
 * What callers pass to functions that make a key of it: `getCached(env, "page:" + url, load)`.
 *
 * @param told the parts of requests that are in keys of the file itself.
 */
function* ofHelpers(
  context: SourceContext,
  kv: ReadonlySet<Node>,
  told: Set<Node>,
): Generator<SourceFinding> {
  const { file } = context;
  const wrapped = wrappedCallsIn(context).filter(({ call }) => takesKey(call));
  for (const { site, call, code } of wrapped) {
    const isWritten = wrapped.some((other) => other.site === site && writes(other.call, call));
    const names = isWritten ? CHOSEN_AS_WELL : LONG;
    for (const key of call.keys?.nodes ?? []) {
      const source = requestText({ ...code, node: key }, names);
      if (source === undefined || told.has(source)) continue;
      const given = site.arguments.find((argument) =>
        partsOf(argument).some((node) => requestText({ node, file }, names) === source),
      );
      if (given === undefined || isMeasured(source, site, kv, file)) continue;
      if (isMeasuredWithin({ ...code, node: key }, call)) continue;
      told.add(source);
      yield { range: given, ...LONG_KEY };
    }
  }
}

/** Whether a call writes under the key of another one, as far as the keys are known. */
function writes({ method, target, keys }: KvCall, other: KvCall): boolean {
  return method === "put" && target === other.target && keys?.texts[0] === other.keys?.texts[0];
}

/** An argument, and the properties of one that is an object: `{ name, email }`. */
function partsOf(argument: Node): readonly Node[] {
  if (argument.type !== "ObjectExpression") return [argument];
  return argument.properties.flatMap((property) =>
    property.type === "Property" ? [property.value] : [],
  );
}

/** Whether a function checks the length of what it makes a key of. */
function isMeasuredWithin({ node, file }: Code, call: KvCall): boolean {
  const own = new Set<Node>([call.node]);
  return walk(constant(node, file.scopes)).some(
    (part) => part.type === "Identifier" && isMeasured(part, call.node, own, file),
  );
}

/** Whether a call of KV may be rejected for its key. */
function takesKey({ via, method }: KvCall): boolean {
  return via === "binding" && method !== "list" && method !== "delete";
}

/** The function in which a call stands, and what it is called on. */
function placeOf({ node, target }: KvCall, { parents }: SourceFile): string {
  return `${parents.functionOf(node).start} ${target}`;
}
