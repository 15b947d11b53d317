import type { SourceFinding, SourceRule } from "../../rule.ts";
import { walk } from "../../source/children.ts";
import { type WriteBack, writeBacksIn } from "../../source/flow/write-backs.ts";
import { placeOf } from "../../source/line-of.ts";
import { isNotedOnce } from "../../source/noted-once.ts";

export const rule: SourceRule = {
  id: "usage/lost-update",
  // The code does what it says for one visitor at a time, which is why it is no error: how much is lost,
  // and whether that matters, only the author can say.
  severity: "warning",
  docs: {
    what: "A list or an object under one key is not read, changed and written back. Numbers are `usage/counter`'s; a time of day that is renewed alone is not looked at, nor is a namespace that only the Worker's `scheduled` writes to.",
    why: "KV has no transactions: two requests that read the same list each add to it, and the later write removes what the earlier one added. A read may also be a minute old, so that a request writes back what was there before.",
    wrong:
      'const names = (await env.CACHE.get("names", "json")) ?? [];\nnames.push(name);\nawait env.CACHE.put("names", JSON.stringify(names));',
    right:
      '// A key for each, which no other write touches; `list` gives all of them, with their metadata.\nawait env.CACHE.put("name:" + name, "", { metadata: { at: Date.now() } });',
    silence: "Where there is one writer only, such as a cron, and it runs less than once a minute.",
  },
  followsModules: true,
  *check(context): Generator<SourceFinding> {
    const { file, calls } = context;
    for (const found of writeBacksIn(context)) {
      // What is to be done once is `usage/check-then-write`'s.
      if (found.change !== "changed" || isNotedOnce(found, calls, file)) continue;
      yield {
        range: found.node.callee,
        message:
          "this writes back what was read, with a change: of requests at the same time one loses its change",
        help: `It was read in ${placeOf(found.read, file)}. ${isOfList(found) ? "Write a key for each item and `list` them, with metadata for what the list shows" : "Give what changes by itself a key of its own, so that a write takes nothing else back"}; or keep it where changes come one by one: in a Durable Object or in D1.`,
      };
    }
  },
};

/** Whether what is written back is an array, as far as the read and the write show. */
function isOfList({ read, write }: WriteBack): boolean {
  const statement = read.file.parents.statementOf(read.node);
  const around = statement?.statements[statement.index] ?? read.node;
  return [...walk(around), ...walk(write.node)].some(
    (node) =>
      node.type === "ArrayExpression" ||
      node.type === "TSArrayType" ||
      (node.type === "Literal" && node.value === "[]"),
  );
}
