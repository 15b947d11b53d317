import type { Node } from "oxc-parser";
import { MAX_KEY_BYTES } from "../../../runtime/limits.ts";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { constant, type KvCall } from "../../source/kv-call.ts";
import { isMeasured, LONG, requestText, sourceText } from "../../source/request-text.ts";
import type { SourceFile } from "../../source/source-file.ts";

/** What people call names that they choose, of which the key is made that they then write. */
const CHOSEN: ReadonlySet<string> = new Set([
  ...["alias", "code", "email", "key", "path", "slug", "username"],
]);

const CHOSEN_AS_WELL: ReadonlySet<string> = new Set([...LONG, ...CHOSEN]);

export const rule: SourceRule = {
  id: "usage/unbounded-key",
  // Most requests are short enough, and those of an attacker only meet an error.
  severity: "warning",
  docs: {
    what: "An address, a path or a text out of a request is not a part of a key as it is; nor is a name that a client chooses (`slug`, `alias`, `email`), where it is written under that key.",
    why: `A key has at most ${MAX_KEY_BYTES} bytes, and KV refuses longer ones in reads as well: a long address is answered with an error, and whoever sends it chooses the keys that are written.`,
    wrong:
      'const url = new URL(request.url).searchParams.get("url");\nconst page = await env.CACHE.get("page:" + url);',
    right:
      'const url = new URL(request.url).searchParams.get("url");\nconst page = await env.CACHE.get("page:" + (await sha256(url)));',
    silence: "Where its length is bounded elsewhere.",
  },
  *check({ file, calls }): Generator<SourceFinding> {
    const told = new Set<string>();
    const kv = new Set<Node>(calls.map(({ node }) => node));
    const writes = new Set(
      calls.filter(({ method }) => method === "put").map((call) => placeOf(call, file)),
    );
    for (const call of calls) {
      const { via, keys, node, method } = call;
      if (via !== "binding" || method === "list" || method === "delete") continue;
      const names = writes.has(placeOf(call, file)) ? CHOSEN_AS_WELL : LONG;
      for (const key of keys?.nodes ?? []) {
        const source = requestText({ node: key, file }, names);
        if (source === undefined) continue;
        // A read and the write that fills it have one key.
        const form = `${placeOf(call, file)} ${sourceText(constant(key, file.scopes), file)}`;
        if (told.has(form) || isMeasured(source, node, kv, file)) continue;
        told.add(form);
        yield {
          range: key,
          message: `this key is as long as a request makes it, and KV takes ${MAX_KEY_BYTES} bytes`,
          help: "Make the key of a hash of it, with `crypto.subtle.digest`, or refuse what is too long.",
        };
      }
    }
  },
};

/** The function in which a call stands, and what it is called on. */
function placeOf({ node, target }: KvCall, { parents }: SourceFile): string {
  return `${parents.functionOf(node).start} ${target}`;
}
