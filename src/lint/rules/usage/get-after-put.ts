import type { Node } from "oxc-parser";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { repeatsIn } from "../../source/flow/write-backs.ts";
import { type KvCall, wholeKey } from "../../source/kv-call.ts";
import { placeOf } from "../../source/line-of.ts";
import { isSteady, namesChangedIn, namesIn } from "../../source/names.ts";
import { RECORD_READS } from "../../source/read-methods.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { unwrap } from "../../source/unwrap.ts";
import { KV_WRITES } from "../../source/write-methods.ts";

export const rule: SourceRule = {
  id: "usage/get-after-put",
  severity: "warning",
  docs: {
    what: "A key is not read right after it was written to find out what it holds.",
    why: "A write takes up to a minute to be seen everywhere, and a read may be answered from a cache: the value may be the old one, or null.",
    wrong:
      'await env.CACHE.put("look:dark", css);\nconst stored = await env.CACHE.get("look:dark");',
    right: 'await env.CACHE.put("look:dark", css);\nconst stored = css;',
    silence: "In a test of KV itself that waits long enough.",
  },
  followsModules: true,
  *check(context): Generator<SourceFinding> {
    const { file, calls } = context;
    const functions = Map.groupBy(calls, ({ node }) => file.parents.functionOf(node));
    for (const own of functions.values()) yield* readsAgain(own, file);
    for (const { node, isWrite, isInOneFunction, before } of repeatsIn(context)) {
      const write = before.path.at(-1);
      if (isWrite || isInOneFunction || write === undefined) continue;
      yield {
        range: node.callee,
        message: `this leads to a read of what ${placeOf({ node: write, file: before.file }, file)} has just written, and may get what was there before`,
        help: HELP,
      };
    }
  },
};

const HELP = "Use the value that was written; other requests see it within a minute.";

/** @param calls those of one function, in the order of the text. */
function* readsAgain(calls: readonly KvCall[], file: SourceFile): Generator<SourceFinding> {
  for (const [index, read] of calls.entries()) {
    if (!RECORD_READS.has(read.method)) continue;
    // An accessor of `memoized(env)` sees its own writes.
    if (read.via === "accessor" && file.text.includes("memoized")) continue;
    const write = calls.slice(0, index).findLast((other) => isReadAgain(other, read, file));
    if (write === undefined) continue;
    yield {
      range: read.node.callee,
      message: `this reads what \`${write.method}\` has just written, and may get what was there before`,
      help: HELP,
    };
  }
}

/** Whether a write of a function always comes before a read of the same key, in the same run of it. */
function isReadAgain(write: KvCall, read: KvCall, { parents, text }: SourceFile): boolean {
  const [written] = write.node.arguments;
  const [key] = read.node.arguments;
  if (!KV_WRITES.has(write.method) || write.target !== read.target) return false;
  if (written === undefined || key === undefined) return false;
  const whole = wholeKey(read);
  const isSameText = text.slice(written.start, written.end) === text.slice(key.start, key.end);
  if (whole === undefined ? !isSameText || !isSteady(key) : whole !== wholeKey(write)) return false;
  const from = parents.statementOf(write.node);
  if (from === undefined || !isWrite(from.statements[from.index], write.node)) return false;
  const to = from.statements.findIndex(
    (statement) => statement.start <= read.node.start && read.node.end <= statement.end,
  );
  const between = from.statements.slice(from.index + 1, to + 1);
  // A key that is known in full is the same whatever its variables hold.
  const names = whole === undefined ? namesIn(key) : new Set<string>();
  const isSame = between.every((statement) =>
    [...namesChangedIn(statement)].every((name) => !names.has(name)),
  );
  return to > from.index && isSame;
}

/** Whether a statement does nothing but write. */
function isWrite(statement: Node | undefined, call: Node): boolean {
  if (statement?.type !== "ExpressionStatement") return false;
  const expression = unwrap(statement.expression);
  return unwrap(expression.type === "AwaitExpression" ? expression.argument : expression) === call;
}
