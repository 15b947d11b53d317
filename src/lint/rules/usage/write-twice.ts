import type { SourceFinding, SourceRule } from "../../rule.ts";
import { repeatsIn } from "../../source/flow/write-backs.ts";
import { placeOf } from "../../source/line-of.ts";

export const rule: SourceRule = {
  id: "usage/write-twice",
  severity: "warning",
  docs: {
    what: "A key is not written again right after it was written, with nothing in between that takes time.",
    why: "KV accepts one write per second to a key and may answer the second one with 429, which throws: the request fails, and the record stays as the first write left it.",
    wrong:
      'await env.CACHE.put("job:1", JSON.stringify({ status: "running" }));\nawait env.CACHE.put("job:1", JSON.stringify({ status: "running", step: "text" }));',
    right: 'await env.CACHE.put("job:1", JSON.stringify({ status: "running", step: "text" }));',
    silence: "When the second write may fail, and what it throws is caught.",
  },
  followsModules: true,
  *check(context): Generator<SourceFinding> {
    for (const { node, isWrite, before } of repeatsIn(context)) {
      const write = before.path.at(-1);
      if (!isWrite || !before.isRecent || write === undefined) continue;
      yield {
        range: node.callee,
        message:
          "this writes a key that was written just before, and KV accepts one write a second",
        help: `It was written on ${placeOf({ node: write, file: before.file }, context.file)}. Write it once, with all that it should hold.`,
      };
    }
  },
};
