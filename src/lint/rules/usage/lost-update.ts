import type { SourceFinding, SourceRule } from "../../rule.ts";
import { walk } from "../../source/children.ts";
import { type WriteBack, writeBacksIn } from "../../source/flow/write-backs.ts";
import { lineOf, placeOf } from "../../source/line-of.ts";
import { isNotedOnce } from "../../source/races/noted-once.ts";
import type { SourceFile } from "../../source/source-file.ts";

export const rule: SourceRule = {
  id: "usage/lost-update",
  // The code works for one visitor at a time, which is why this is not an error: only the author can say
  // how much is lost, and whether that matters.
  severity: "warning",
  docs: {
    what: "A list or an object under one key is not read, changed and written back. `usage/counter` covers numbers. The rule ignores updates that only renew a time, and keys that only the Worker's `scheduled` writes.",
    why: "KV has no transactions: two requests that read the same list each add to it, and the later write removes what the earlier one added. A read may also be a minute old, and the request then writes the old state back.",
    wrong:
      'const names = (await env.CACHE.get("names", "json")) ?? [];\nnames.push(name);\nawait env.CACHE.put("names", JSON.stringify(names));',
    right:
      '// A key for each, which no other write touches; `list` returns all of them with their metadata.\nawait env.CACHE.put("name:" + name, "", { metadata: { at: Date.now() } });',
    silence: "When there is only one writer, such as a cron, and it runs less than once a minute.",
  },
  followsModules: true,
  *check(context): Generator<SourceFinding> {
    const { file, calls } = context;
    const lost = writeBacksIn(context).filter(
      // `usage/check-then-write` covers what must happen only once.
      (found) => found.change === "changed" && !isNotedOnce(found, calls, file),
    );
    // One finding for each read, however many steps write what it has read.
    for (const [found, ...others] of Map.groupBy(lost, ({ reader }) => reader).values()) {
      if (found === undefined) continue;
      yield {
        range: found.node.callee,
        message:
          "this writes back a changed copy of what was read: of two concurrent requests, one loses its change",
        help: `It was read on ${placeOf(found.read, file)}${alsoWritten(others, file)}. ${isOfList(found) ? "Write a key for each item and `list` them, with metadata for what the list shows" : "Give each part that changes on its own a separate key, so that a write reverts nothing else"}; or keep it where changes happen one at a time: in a Durable Object or in D1.`,
      };
    }
  },
};

function alsoWritten(others: readonly WriteBack[], file: SourceFile): string {
  if (others.length === 0) return "";
  const lines = [...new Set(others.map(({ node }) => lineOf(node, file)))];
  // Made only where it is needed: the first of them in a process loads a part of ICU, a twentieth of a lint.
  const list = new Intl.ListFormat("en").format(lines.map(String));
  return `, and is also written back on line${lines.length === 1 ? "" : "s"} ${list}`;
}

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
