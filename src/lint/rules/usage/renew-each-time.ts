import type { SourceFinding, SourceRule } from "../../rule.ts";
import { recordsIn } from "../../source/flow/record-of.ts";
import { isOfCron } from "../../source/handler.ts";
import { VALUE_READS } from "../../source/kv-methods.ts";
import { isOfOneRecord } from "../../source/record-name.ts";
import { isRenewal } from "../../source/renewals.ts";

export const rule: SourceRule = {
  id: "usage/renew-each-time",
  severity: "warning",
  docs: {
    what: "A record is not written each time that it is read only to renew a time in it, or its TTL. The rule ignores code that first compares how old it is, and crons.",
    why: "KV accepts one write per second to a key and answers the others with 429, which throws: a page that sends several requests with one session at once fails for some of them. And until a write is seen everywhere, the next request reads the old time anyway.",
    wrong:
      'const session = await env.CACHE.get("session:a:web", "json");\nif (session === null) return null;\nsession.seenAt = Date.now();\nawait env.CACHE.put("session:a:web", JSON.stringify(session), { expirationTtl: 3600 });',
    right:
      'const session = await env.CACHE.get("session:a:web", "json");\nif (session === null) return null;\nif (Date.now() - session.seenAt > 600_000) {\n  session.seenAt = Date.now();\n  await env.CACHE.put("session:a:web", JSON.stringify(session), { expirationTtl: 3600 });\n}',
    silence: "When it runs at most once a second for each record.",
  },
  *check(context): Generator<SourceFinding> {
    const { file, calls } = context;
    const records = recordsIn(context);
    const reads = calls.filter(({ method }) => VALUE_READS.has(method));
    for (const write of reads.length === 0 ? [] : calls) {
      if (write.method !== "put" || write.via !== "binding") continue;
      const body = file.parents.functionOf(write.node);
      const read = reads.findLast(
        ({ node }) => node.end < write.node.start && file.parents.functionOf(node) === body,
      );
      if (read === undefined || !isRenewal(read.node, write.node, file)) continue;
      if (isOfCron(write.node, file) || !isOfOneRecord(read, write, records)) continue;
      yield {
        range: write.node.callee,
        message:
          "each read of this record writes it again, and KV accepts one write a second to a key",
        help: "Write it only if what it renews is some minutes old.",
      };
    }
  },
};
