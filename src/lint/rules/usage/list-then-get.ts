import type { SourceFinding, SourceRule } from "../../rule.ts";
import type { KvCall } from "../../source/kv-call.ts";
import { ListedKeys } from "../../source/listed-keys.ts";
import { namesIn } from "../../source/names.ts";
import { readingsIn, readOfOneKey, readsEach } from "../../source/readings.ts";
import { roundsAround } from "../../source/rounds.ts";

export const rule: SourceRule = {
  id: "usage/list-then-get",
  severity: "warning",
  docs: {
    what: "The keys of a list are not read one by one.",
    why: "A page of 1,000 keys then takes 1,001 operations, and an invocation has 1,000. A read takes 100 keys in one operation, and metadata comes with the list itself.",
    wrong:
      'const page = await env.CACHE.list({ prefix: "look:", limit: 50 });\nfor (const key of page.keys) show(await env.CACHE.get(key.name));',
    right:
      'const page = await env.CACHE.list({ prefix: "look:", limit: 50 });\nconst names = page.keys.map(({ name }) => name);\nshow(await env.CACHE.get(names));',
    silence: "When values are read as streams or bytes, which only a read of one key returns.",
  },
  *check(context): Generator<SourceFinding> {
    const { file, calls } = context;
    const listed = new ListedKeys(file, calls);
    for (const reading of readingsIn(context).values()) {
      const read = readOfOneKey(reading, file);
      const rounds = read && roundsAround(reading.node, file);
      if (read === undefined || rounds === undefined || !listed.has(rounds.over)) continue;
      if (!readsEach(reading, namesIn(rounds.each))) continue;
      yield {
        range: reading.node.callee,
        message: "each key of the list is read on its own: one operation per key",
        help: help(read),
      };
    }
  },
};

function help({ via, method }: KvCall): string {
  return via === "accessor"
    ? "Use `entries`, which reads 100 values in one operation, or keep what the list needs in metadata."
    : `Read 100 keys in one operation, \`${method}(names)\`, or keep what the list needs in metadata, which comes with it.`;
}
