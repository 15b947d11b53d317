import { basename } from "node:path";
import type { Node } from "oxc-parser";
import { z } from "zod";
import { type KeyTemplate, keyTemplatesIn } from "../../../../schema/key-templates.ts";
import { MIN_TTL_SECONDS } from "../../../runtime/limits.ts";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { SHORT_LIVED, shortLivedWord } from "../../short-lived.ts";
import { walk } from "../../source/children.ts";
import { constant } from "../../source/constant.ts";
import { isNothing } from "../../source/flow/null-names.ts";
import { templateOfKey } from "../../source/keys/key-match.ts";
import { HOLE } from "../../source/keys/key-text.ts";
import { namespaceOf } from "../../source/keys/namespace-of.ts";
import { type KvCall, optionsOf } from "../../source/kv-call.ts";
import { lineOf } from "../../source/line-of.ts";
import type { Scopes } from "../../source/scopes.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { memberOf } from "../../source/unwrap.ts";

interface Options {
  readonly words: readonly string[];
}

export const rule: SourceRule<Options> = {
  id: "usage/missing-ttl",
  severity: "warning",
  docs: {
    what: "Short-lived records have a TTL: those of a collection whose policy says so, those whose keys are written with a TTL elsewhere in the file, and sessions, tokens and the like, but not the one refresh token with which a Worker renews its own access. A TTL from a variable that may be unset, `Number(env.TTL) || undefined`, does not count.",
    why: "A `put` replaces the whole record, including its expiration. A record without one is kept and paid for until somebody deletes it, and a session or a token that never expires can be stolen forever.",
    wrong: 'await env.CACHE.put("otp:" + phone, code);',
    right: 'await env.CACHE.put("otp:" + phone, code, { expirationTtl: 300 });',
    silence: "When something else removes the record, such as a cron.",
  },
  options: z.strictObject({
    words: z
      .array(z.string())
      .default([...SHORT_LIVED])
      .describe("words in a key that mean its record is short-lived"),
  }),
  *check({ model, file, calls, options }): Generator<SourceFinding> {
    const { scopes } = file;
    for (const call of calls) {
      if (call.via !== "binding" || call.method !== "put") continue;
      const ttl = ttlOf(call, scopes);
      if (ttl !== "none" && ttl !== "unset") continue;
      const namespace = namespaceOf(call, model);
      const key = call.keys?.texts[0] ?? HOLE;
      const template = namespace && templateOfKey(keyTemplatesIn(namespace), key);
      // With this policy some records are meant to stay, even if other writes of the key have a TTL.
      if (template?.collection.ttl.policy === "optional") continue;
      const isKept = template === undefined && isOwnToken(key, call, calls);
      const reason = isKept ? undefined : reasonFor(key, call, template, options);
      const other = writeWithTtl(key, call, calls, scopes);
      if (reason === undefined && other === undefined) continue;
      const shown = key.replaceAll(HOLE, "…");
      if (ttl === "unset") {
        if (reason === undefined) continue;
        yield {
          range: call.node.callee,
          message: `if the variable of its TTL is not set, ${reason}`,
          help: "Give it a TTL for that case as well: `Number(env.TTL) || 3600`.",
        };
        continue;
      }
      yield {
        range: call.node.callee,
        message: reason ?? `this removes the TTL that \`${shown}\` is written with elsewhere`,
        help: `Give it an \`expirationTtl\` of at least ${MIN_TTL_SECONDS} seconds${other === undefined ? "" : `, as ${placeOf(other, file)} does`}.`,
      };
    }
  },
};

/** A write of the same form of key that has a TTL: a write without one removes it. */
function writeWithTtl(
  key: string,
  { target }: KvCall,
  calls: readonly KvCall[],
  scopes: Scopes,
): KvCall | undefined {
  if (key.startsWith(HOLE)) return undefined;
  return calls.find(
    (call) =>
      call.method === "put" &&
      call.target === target &&
      call.keys?.texts[0] === key &&
      ttlOf(call, scopes) === "given",
  );
}

/**
 * Whether a record is one of the few that a Worker needs to renew its own access to an API: the refresh token, when
 * the access token expires, and the access token if the file writes that beside it.
 */
function isOwnToken(key: string, { target }: KvCall, calls: readonly KvCall[]): boolean {
  if (key.includes(HOLE)) return false;
  if (/refresh/i.test(key) || EXPIRY.test(key)) return true;
  return calls.some(({ method, target: other, keys }) => {
    const [text = HOLE] = keys?.texts ?? [];
    return method === "put" && other === target && !text.includes(HOLE) && EXPIRY.test(text);
  });
}

const EXPIRY = /expir/i;

/** `worker.ts:12`. It is in the help, because messages must stay the same when code moves. */
function placeOf({ node }: KvCall, file: SourceFile): string {
  return `${basename(file.path)}:${lineOf(node, file)}`;
}

/** Whether a TTL is given, or may be among options that are not known. */
function ttlOf({ node }: KvCall, scopes: Scopes): "given" | "none" | "unset" | "unknown" {
  const [, , given] = node.arguments;
  if (given === undefined) {
    return node.arguments.some(({ type }) => type === "SpreadElement") ? "unknown" : "none";
  }
  const options = optionsOf(constant(given, scopes));
  if (options === undefined) return "unknown";
  const ttl = options.get("expirationTtl") ?? options.get("expiration");
  if (ttl === undefined) return "none";
  return mayBeUnset(ttl, scopes) ? "unset" : "given";
}

/** `Number(env.TTL) || undefined`: if the variable is not set, there is no TTL. */
function mayBeUnset(ttl: Node, scopes: Scopes): boolean {
  const node = constant(ttl, scopes);
  if (node.type !== "LogicalExpression" || node.operator === "&&") return false;
  return (
    isNothing(node.right) && walk(node.left).some((inner) => ENV.test(memberOf(inner)?.name ?? ""))
  );
}

/** How environment variables of a Worker are named. */
const ENV = /^[A-Z][A-Z0-9_]+$/;

function reasonFor(
  key: string,
  { binding }: KvCall,
  template: KeyTemplate | undefined,
  { words }: Options,
): string | undefined {
  if (template !== undefined) {
    const { name, ttl } = template.collection;
    return ttl.policy === "none"
      ? undefined
      : `this is kept forever, though records of \`${name}\` expire`;
  }
  const head = key.slice(0, key.includes(HOLE) ? key.indexOf(HOLE) : undefined);
  // Where the key says nothing, the binding may: `env.SESSIONS.put(id, …)`.
  const word = shortLivedWord(head === "" ? (binding ?? "") : head, words);
  return word && `this is kept forever, though its name says \`${word}\``;
}
