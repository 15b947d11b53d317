import type { Node } from "oxc-parser";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { walk } from "../../source/children.ts";
import { constant, type KvCall } from "../../source/kv-call.ts";
import { ListedKeys } from "../../source/listed-keys.ts";
import { namesIn } from "../../source/names.ts";
import { readingsIn, readOfOneKey, readsEach } from "../../source/readings.ts";
import { roundsAround, wholeArray } from "../../source/rounds.ts";
import { unwrap } from "../../source/unwrap.ts";

export const rule: SourceRule = {
  id: "usage/get-each",
  severity: "warning",
  docs: {
    what: "The keys of an array are not read by a call each, though together. The keys of a list are `usage/list-then-get`'s.",
    why: "Each call is an operation, of which an invocation has 1,000, and only six are on their way at once: the others wait. A read of up to 100 keys is one operation.",
    wrong: 'const looks = await Promise.all(ids.map((id) => env.CACHE.get("look:" + id)));',
    right: 'const looks = await env.CACHE.get(ids.map((id) => "look:" + id));',
    silence: "Where there are never more than a few, and the code is clearer so.",
  },
  *check({ file, calls }): Generator<SourceFinding> {
    const listed = new ListedKeys(file, calls);
    for (const reading of readingsIn(file, calls).values()) {
      const read = readOfOneKey(reading, file);
      const rounds = read && roundsAround(reading.node, file);
      if (read === undefined || rounds === undefined) continue;
      // Loops that wait in each round are `usage/sequential-reads`'.
      if (rounds.loop.type === "ForOfStatement" || listed.has(rounds.over)) continue;
      // Of an array that is written out it can be seen how few they are.
      const array = constant(wholeArray(rounds.over), file.scopes);
      if (array.type === "ArrayExpression" && array.elements.length > 0) continue;
      if (!readsEach(reading, namesIn(rounds.each)) || waitsForMore(rounds.loop, reading.node))
        continue;
      yield {
        range: reading.node.callee,
        message: "each key of the array is read by itself, an operation a key",
        help: help(read),
      };
    }
  },
};

/** Whether a round waits for something beside the read: what would have to be taken apart first. */
function waitsForMore(loop: Node, read: Node): boolean {
  for (const node of walk(loop)) {
    if (node.type === "AwaitExpression" && unwrap(node.argument) !== read) return true;
  }
  return false;
}

function help({ via, method }: KvCall): string {
  return via === "accessor"
    ? `Read them at once: \`${method === "get" ? "getMany" : "getManyWithMetadata"}\` takes 100 keys for one operation.`
    : `Read up to 100 keys in one operation, \`${method}(keys)\`; or keep together what is always read together.`;
}
