import type { Node } from "oxc-parser";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { walk } from "../../source/children.ts";
import { constant } from "../../source/constant.ts";
import type { KvCall } from "../../source/kv-call.ts";
import { ListedKeys } from "../../source/listed-keys.ts";
import { namesIn } from "../../source/names.ts";
import { readingsIn, readOfOneKey, readsEach } from "../../source/readings.ts";
import { roundsAround, wholeArray } from "../../source/rounds.ts";
import { unwrap } from "../../source/unwrap.ts";

export const rule: SourceRule = {
  id: "usage/get-each",
  severity: "warning",
  docs: {
    what: "The keys of an array are read together, not with one call each. `usage/list-then-get` covers the keys of a list.",
    why: "Each call is an operation, an invocation has 1,000 of them, and only six run at the same time: the others wait. A read of up to 100 keys is one operation.",
    wrong: 'const looks = await Promise.all(ids.map((id) => env.CACHE.get("look:" + id)));',
    right: 'const looks = await env.CACHE.get(ids.map((id) => "look:" + id));',
    silence: "When there are never more than a few, and the code is clearer that way.",
  },
  *check(context): Generator<SourceFinding> {
    const { file, calls } = context;
    const listed = new ListedKeys(file, calls);
    for (const reading of readingsIn(context).values()) {
      const read = readOfOneKey(reading, file);
      const rounds = read && roundsAround(reading.node, file);
      if (read === undefined || rounds === undefined) continue;
      // `usage/sequential-reads` covers loops that wait in each round.
      if (rounds.loop.type === "ForOfStatement" || listed.has(rounds.over)) continue;
      // An array literal shows how few keys it has.
      const array = constant(wholeArray(rounds.over), file.scopes);
      if (array.type === "ArrayExpression" && array.elements.length > 0) continue;
      if (!readsEach(reading, namesIn(rounds.each)) || waitsForMore(rounds.loop, reading.node))
        continue;
      yield {
        range: reading.node.callee,
        message: "each key of the array is read on its own: one operation per key",
        help: help(read),
      };
    }
  },
};

/** Whether a round waits for something besides the read: such a loop would have to be split first. */
function waitsForMore(loop: Node, read: Node): boolean {
  return walk(loop).some(
    (node) => node.type === "AwaitExpression" && unwrap(node.argument) !== read,
  );
}

function help({ via, method }: KvCall): string {
  return via === "accessor"
    ? `Read them together: \`${method === "get" ? "getMany" : "getManyWithMetadata"}\` reads 100 keys in one operation.`
    : `Read up to 100 keys in one operation, \`${method}(keys)\`; or store together what is always read together.`;
}
