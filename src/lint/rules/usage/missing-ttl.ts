import { z } from "zod";
import type { CollectionModel, NamespaceModel } from "../../../../schema/model.ts";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { SHORT_LIVED, shortLivedWord } from "../../short-lived.ts";
import { collectionOfKey } from "../../source/key-match.ts";
import { HOLE } from "../../source/key-text.ts";
import { constant, type KvCall, keysOf, optionsOf } from "../../source/kv-call.ts";
import type { Scopes } from "../../source/scopes.ts";

interface Options {
  readonly words: readonly string[];
}

export const rule: SourceRule<Options> = {
  id: "usage/missing-ttl",
  severity: "warning",
  docs: {
    what: "What is written for a time has a TTL: keys of a collection whose policy says so, and sessions, tokens and the like.",
    why: "A record without an expiration is kept and paid for until somebody deletes it, and a session or a token that never ends is one that can be stolen for ever.",
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
      if (call.via !== "binding" || call.method !== "put" || hasTtl(call, scopes)) continue;
      const namespace = model.namespaces.find(({ binding }) => binding === call.binding);
      const key = keysOf(call, scopes)?.texts[0] ?? HOLE;
      const message = reasonFor(key, call, namespace, options);
      if (message === undefined) continue;
      yield {
        range: call.node.callee,
        message,
        help: "Give it an `expirationTtl`, in seconds from 60 on.",
      };
    }
  },
};

/** Whether a TTL is given, or may be among options that are not known. */
function hasTtl({ node }: KvCall, scopes: Scopes): boolean {
  const [, , given] = node.arguments;
  if (given === undefined) return node.arguments.some(({ type }) => type === "SpreadElement");
  const options = optionsOf(constant(given, scopes));
  return options === undefined || options.has("expirationTtl") || options.has("expiration");
}

function reasonFor(
  key: string,
  { binding }: KvCall,
  namespace: NamespaceModel | undefined,
  { words }: Options,
): string | undefined {
  const collection = namespace && collectionOfKey(namespace.collections, key);
  if (collection !== undefined) return reasonOfPolicy(collection);
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
