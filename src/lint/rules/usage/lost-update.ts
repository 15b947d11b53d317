import type { SourceFinding, SourceRule } from "../../rule.ts";
import { writeBacksIn } from "../../source/flow/write-backs.ts";

export const rule: SourceRule = {
  id: "usage/lost-update",
  // The code does what it says for one visitor at a time, which is why it is no error: how much is lost,
  // and whether that matters, only the author can say.
  severity: "warning",
  docs: {
    what: "A list or an object under one key is not read, changed and written back. Numbers are `usage/counter`'s; a time of day that is renewed alone is not looked at.",
    why: "KV has no transactions: two requests that read the same list each add to it, and the later write removes what the earlier one added. A read may also be a minute old, so that a request writes back what was there before.",
    wrong:
      'const names = (await env.CACHE.get("names", "json")) ?? [];\nnames.push(name);\nawait env.CACHE.put("names", JSON.stringify(names));',
    right:
      '// A key for each, which no other write touches; `list` gives all of them, with their metadata.\nawait env.CACHE.put("name:" + name, "", { metadata: { at: Date.now() } });',
    silence: "Where there is one writer only, such as a cron, and it runs less than once a minute.",
  },
  *check({ file, calls, model }): Generator<SourceFinding> {
    for (const { node, change } of writeBacksIn(file, calls, model)) {
      if (change !== "changed") continue;
      yield {
        range: node.callee,
        message:
          "this writes back what was read, with a change: of requests at the same time one loses its change",
        help: "Write a key for each item and `list` them, with metadata for what the list shows; or keep it where changes come one by one: in a Durable Object or in D1.",
      };
    }
  },
};
