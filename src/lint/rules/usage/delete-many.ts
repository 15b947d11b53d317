import type { SourceFinding, SourceRule } from "../../rule.ts";
import { constant } from "../../source/constant.ts";

export const rule: SourceRule = {
  id: "usage/delete-many",
  severity: "error",
  docs: {
    what: "`delete` is called with one key.",
    why: "A list of keys becomes one text with commas in it, and KV deletes that key, which does not exist, without a word.",
    wrong: 'await env.CACHE.delete(["look:dark", "look:light"]);',
    right: 'await Promise.all(["look:dark", "look:light"].map((key) => env.CACHE.delete(key)));',
    silence: "Never: nothing is deleted.",
  },
  *check({ file, calls }): Generator<SourceFinding> {
    for (const { node, via, method } of calls) {
      const [given] = node.arguments;
      if (via !== "binding" || method !== "delete" || given === undefined) continue;
      if (constant(given, file.scopes).type !== "ArrayExpression") continue;
      yield {
        range: given,
        message: "`delete` takes one key, and turns this list into one with commas in it",
        help: "Delete each key by itself: `Promise.all(keys.map((key) => …))`.",
      };
    }
  },
};
