import type { SourceFinding, SourceRule } from "../../rule.ts";
import { writeBacksIn } from "../../source/flow/write-backs.ts";
import { placeOf } from "../../source/line-of.ts";

export const rule: SourceRule = {
  id: "usage/counter",
  severity: "warning",
  docs: {
    what: "A number is not incremented by reading a key, adding to it and writing it back, unless only the Worker's `scheduled` writes such keys.",
    why: "Two requests that read the same number write the same sum, so one count is lost; a read may be a minute old, so many counts are lost; and KV accepts one write per second to a key.",
    wrong:
      'const hits = Number(await env.CACHE.get("hits:today"));\nawait env.CACHE.put("hits:today", String(hits + 1));',
    right:
      '// A Durable Object does one thing at a time, and sees its own writes.\nawait env.COUNTER.getByName("today").increment();',
    silence: "When a rough figure is enough, and writes are seconds apart.",
  },
  followsModules: true,
  *check(context): Generator<SourceFinding> {
    for (const { node, change, read } of writeBacksIn(context)) {
      if (change !== "counted") continue;
      yield {
        range: node.callee,
        message:
          "this writes back an incremented copy of what was read: concurrent requests lose counts",
        help: `It was read on ${placeOf(read, context.file)}. Keep the counter in a Durable Object or in D1, which add in one step, or write a key for each event and count the list. To limit requests, use the rate limiting binding. KV accepts one write per second to a key.`,
      };
    }
  },
};
