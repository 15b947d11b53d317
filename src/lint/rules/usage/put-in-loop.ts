import type { SourceFinding, SourceRule } from "../../rule.ts";
import { walk } from "../../source/children.ts";
import { wholeKey } from "../../source/kv-call.ts";
import { endsLoop } from "../../source/last-statement.ts";
import { changesIn, isSteady } from "../../source/names.ts";

/** Methods that write the record of their first argument. */
const WRITES: ReadonlySet<string> = new Set(["put", "update", "touch"]);

export const rule: SourceRule = {
  id: "usage/put-in-loop",
  severity: "warning",
  docs: {
    what: "A loop does not write the same key again and again.",
    why: "KV accepts one write per second to a key and answers the others with 429; of the writes that it accepts, most readers only ever see the last.",
    wrong:
      'for (const user of users) {\n  total += user.score;\n  await env.CACHE.put("score:total", String(total));\n}',
    right:
      'for (const user of users) total += user.score;\nawait env.CACHE.put("score:total", String(total));',
    silence: "When each round takes longer than a second, and readers should see the progress.",
  },
  *check({ file, calls }): Generator<SourceFinding> {
    for (const call of calls) {
      const { node, method } = call;
      const [key] = node.arguments;
      const loop = WRITES.has(method) && key !== undefined ? file.parents.loopOf(node) : undefined;
      if (loop === undefined || key === undefined) continue;
      const isSame = wholeKey(call) !== undefined || (isSteady(key) && !changesIn(key, loop));
      if (!isSame) continue;
      // Each round may have a namespace of its own.
      if (call.binding === undefined && changesIn(node.callee, loop)) continue;
      // A loop that writes until it succeeds writes once.
      if (loop.type.endsWith("Statement") && walk(loop).some(endsLoop)) continue;
      yield {
        range: node.callee,
        message: `each round of the loop writes the same key, ${file.text.slice(key.start, key.end)}`,
        help: "Write it once, after the loop; a counter belongs in a Durable Object.",
      };
    }
  },
};
