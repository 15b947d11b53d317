import type { Node } from "oxc-parser";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { type Records, recordsIn } from "../../source/flow/record-of.ts";
import type { KvCall } from "../../source/kv-call.ts";
import { VALUE_READS } from "../../source/kv-methods.ts";
import { lineOf } from "../../source/line-of.ts";
import type { Parents } from "../../source/parents.ts";
import { existenceCheckOf } from "../../source/races/existence-check.ts";
import { isOfOneRecord } from "../../source/record-name.ts";

export const rule: SourceRule = {
  id: "usage/stale-fallback",
  severity: "warning",
  docs: {
    what: "A `catch` does not fall back on a key that was just missing: the same function has read it before, and only got here because it found nothing.",
    why: "A cache with a TTL forgets what is old, so there is nothing stale to serve when the origin fails: the second read finds what the first one did. It costs a read, and the fallback never works, which shows on the day when it is needed.",
    wrong:
      'try {\n  const hit = await env.CACHE.get("rates");\n  if (hit) return hit;\n  const text = await load();\n  await env.CACHE.put("rates", text, { expirationTtl: 300 });\n  return text;\n} catch {\n  return await env.CACHE.get("rates");\n}',
    right:
      'const kept = await env.CACHE.get("rates", "json");\nif (kept !== null && kept.at > Date.now() - 300_000) return kept.text;\ntry {\n  const text = await load();\n  await env.CACHE.put("rates", JSON.stringify({ text, at: Date.now() }), { expirationTtl: 86_400 });\n  return text;\n} catch {\n  return kept?.text ?? null;\n}',
    silence: "When the first read may fail, and the second one is for that case.",
  },
  *check(context): Generator<SourceFinding> {
    const { file, calls } = context;
    const { parents, tree } = file;
    if (tree.ofType("CatchClause").length === 0) return;
    const records = recordsIn(context);
    for (const read of calls) {
      const attempt = VALUE_READS.has(read.method) ? attemptBefore(read.node, parents) : undefined;
      if (attempt === undefined) continue;
      const first = calls.find((call) => isMissedBefore(call, read, attempt, calls, records));
      if (first === undefined) continue;
      yield {
        range: read.node.callee,
        message: "this falls back on a key that was just missing: nothing stale is there",
        help: `It was read on line ${lineOf(first.node, file)}, and the code only gets here if that found nothing. Keep records longer than they are fresh, with the time in them, and keep what the first read returned in case the origin fails.`,
      };
    }
  },
};

/** The block of the `try` in whose `catch` a node stands. */
function attemptBefore(node: Node, parents: Parents): Node | undefined {
  for (const outer of parents.around(node)) {
    if (outer.type.includes("Function")) return undefined;
    if (outer.type !== "CatchClause") continue;
    const statement = parents.of(outer);
    return statement?.type === "TryStatement" ? statement.block : undefined;
  }
  return undefined;
}

/** Whether a call reads the same record before, the function leaves if there is one, and then fills it. */
function isMissedBefore(
  call: KvCall,
  read: KvCall,
  attempt: Node,
  calls: readonly KvCall[],
  records: Records,
): boolean {
  const { parents } = records.file;
  if (!VALUE_READS.has(call.method) || call.node.start >= read.node.start) return false;
  if (parents.functionOf(call.node) !== parents.functionOf(read.node)) return false;
  if (!isOfOneRecord(call, read, records)) return false;
  const check = existenceCheckOf(call.node, records.file);
  if (check?.leavesWhere !== "found" || !check.isAll) return false;
  if (check.exit.type !== "ReturnStatement" || check.statement.end > attempt.end) return false;
  return calls.some(
    (write) =>
      write.method === "put" &&
      write.node.start > check.statement.end &&
      write.node.end < attempt.end &&
      isOfOneRecord(call, write, records),
  );
}
