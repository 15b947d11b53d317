import { z } from "zod";
import { keyTemplatesIn } from "../../../../schema/key-templates.ts";
import type { CollectionModel, NamespaceModel } from "../../../../schema/model.ts";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { SHORT_LIVED, shortLivedWord } from "../../short-lived.ts";
import { templateOfKey } from "../../source/key-match.ts";
import { HOLE } from "../../source/key-text.ts";
import { constant, type KvCall, optionsOf } from "../../source/kv-call.ts";
import type { Scopes } from "../../source/scopes.ts";

interface Options {
  readonly words: readonly string[];
}

export const rule: SourceRule<Options> = {
  id: "usage/missing-ttl",
  severity: "warning",
  docs: {
    what: "What is written for a time has a TTL: keys of a collection whose policy says so, keys that are written with one elsewhere in the file, and sessions, tokens and the like.",
    why: "A `put` replaces all of a record, its expiration as well. A record without one is kept and paid for until somebody deletes it, and a session or a token that never ends is one that can be stolen for ever.",
    wrong: 'await env.CACHE.put("otp:" + phone, code);',
    right: 'await env.CACHE.put("otp:" + phone, code, { expirationTtl: 300 });',
    silence: "Where something else removes the record, such as a cron.",
  },
  options: z.strictObject({
    words: z
      .array(z.string())
      .default([...SHORT_LIVED])
      .describe("words that say of a key that its record lives for a time"),
  }),
  *check({ model, file: { scopes }, calls, options }): Generator<SourceFinding> {
    for (const call of calls) {
      if (call.via !== "binding" || call.method !== "put") continue;
      if (ttlOf(call, scopes) !== "none") continue;
      const namespace = model.namespaces.find(({ binding }) => binding === call.binding);
      const key = call.keys?.texts[0] ?? HOLE;
      const message =
        reasonFor(key, call, namespace, options) ?? reasonOfOthers(key, call, calls, scopes);
      if (message === undefined) continue;
      yield {
        range: call.node.callee,
        message,
        help: "Give it an `expirationTtl`, in seconds from 60 on.",
      };
    }
  },
};

/** Keys of one form are written with a TTL elsewhere: this write takes it away. */
function reasonOfOthers(
  key: string,
  { target }: KvCall,
  calls: readonly KvCall[],
  scopes: Scopes,
): string | undefined {
  if (key.startsWith(HOLE)) return undefined;
  const other = calls.some(
    (call) =>
      call.method === "put" &&
      call.target === target &&
      call.keys?.texts[0] === key &&
      ttlOf(call, scopes) === "given",
  );
  return other
    ? `this takes away the TTL with which \`${key.replaceAll(HOLE, "…")}\` is written elsewhere`
    : undefined;
}

/** Whether a TTL is given, or may be among options that are not known. */
function ttlOf({ node }: KvCall, scopes: Scopes): "given" | "none" | "unknown" {
  const [, , given] = node.arguments;
  if (given === undefined) {
    return node.arguments.some(({ type }) => type === "SpreadElement") ? "unknown" : "none";
  }
  const options = optionsOf(constant(given, scopes));
  if (options === undefined) return "unknown";
  return options.has("expirationTtl") || options.has("expiration") ? "given" : "none";
}

function reasonFor(
  key: string,
  { binding }: KvCall,
  namespace: NamespaceModel | undefined,
  { words }: Options,
): string | undefined {
  const template = namespace && templateOfKey(keyTemplatesIn(namespace), key);
  if (template !== undefined) return reasonOfPolicy(template.collection);
  const head = key.slice(0, key.includes(HOLE) ? key.indexOf(HOLE) : undefined);
  // Where the key says nothing, the binding may: `env.SESSIONS.put(id, …)`.
  const word = shortLivedWord(head === "" ? (binding ?? "") : head, words);
  return word && `this is kept for ever, though its name says \`${word}\``;
}

function reasonOfPolicy({ name, ttl }: CollectionModel): string | undefined {
  return ttl.policy === "none"
    ? undefined
    : `this is kept for ever, though records of \`${name}\` expire`;
}
