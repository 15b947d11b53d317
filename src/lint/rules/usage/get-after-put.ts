import type { Node } from "oxc-parser";
import type { SourceContext, SourceFinding, SourceRule } from "../../rule.ts";
import { namespaceOf, recordsIn } from "../../source/flow/record-of.ts";
import { wrappedCallsIn } from "../../source/flow/wrapped-calls.ts";
import { repeatsIn } from "../../source/flow/write-backs.ts";
import { isInside } from "../../source/inside.ts";
import { HOLE } from "../../source/keys/key-text.ts";
import { type KvCall, wholeKey } from "../../source/kv-call.ts";
import { KV_WRITES, RECORD_READS } from "../../source/kv-methods.ts";
import { exitOf } from "../../source/last-statement.ts";
import { placeOf } from "../../source/line-of.ts";
import { changesIn, isSteady } from "../../source/names.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { unwrap } from "../../source/unwrap.ts";

export const rule: SourceRule = {
  id: "usage/get-after-put",
  severity: "warning",
  docs: {
    what: "A key is not read right after it was written to find out what it holds; nor are keys listed right after one of them was written or removed.",
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
    yield* listsAgain(context);
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

/** Whether a write of a function comes before a read of the same key, on a way on which nothing changes the key. */
function isReadAgain(write: KvCall, read: KvCall, file: SourceFile): boolean {
  const { text } = file;
  const [written] = write.node.arguments;
  const [key] = read.node.arguments;
  if (!KV_WRITES.has(write.method) || write.target !== read.target) return false;
  if (written === undefined || key === undefined) return false;
  const whole = wholeKey(read);
  const isSameText = text.slice(written.start, written.end) === text.slice(key.start, key.end);
  if (whole === undefined ? !isSameText || !isSteady(key) : whole !== wholeKey(write)) return false;
  const between = statementsBetween(write.node, read.node, file);
  if (between === undefined) return false;
  // A key that is known in full is the same whatever its variables hold.
  return whole !== undefined || !between.some((statement) => changesIn(key, statement));
}

/**
 * The statements after a write up to the one with a read, if the code goes on to it: also out of a branch,
 * `if (isNew) await kv.put(…)`.
 */
function statementsBetween(write: Node, read: Node, file: SourceFile): readonly Node[] | undefined {
  const from = file.parents.statementOf(write);
  const isPlain = from !== undefined && isWrite(from.statements[from.index], write);
  return isPlain ? statementsTo(read, write, file) : undefined;
}

function statementsTo(read: Node, node: Node, file: SourceFile): readonly Node[] | undefined {
  const { parents } = file;
  const { statements, index } = parents.statementOf(node) ?? { statements: [], index: -1 };
  const to = statements.findIndex((statement) => isInside(read, statement));
  if (to !== -1) return to > index ? statements.slice(index + 1, to + 1) : undefined;
  const rest = statements.slice(index + 1);
  const [first] = statements;
  const block = first && parents.of(first);
  const branch = block && parents.of(block);
  if (branch?.type !== "IfStatement" || rest.some((one) => exitOf(one) !== undefined))
    return undefined;
  const outer = statementsTo(read, branch, file);
  return outer && [...rest, ...outer];
}

/** Lists of keys of which one has just been written or removed, unless they are listed to remove some. */
function* listsAgain(context: SourceContext): Generator<SourceFinding> {
  const { file, calls } = context;
  const { parents } = file;
  const writes = calls.filter(({ via, method }) => via === "binding" && KV_WRITES.has(method));
  if (writes.length === 0) return;
  const records = recordsIn(context);
  const isList = ({ via, method }: KvCall) => via === "binding" && method === "list";
  const own = calls
    .filter(isList)
    .map((call) => ({ site: call.node, call, code: { node: call.node, file } }));
  const helped = wrappedCallsIn(context).filter(({ call }) => isList(call));
  for (const { site, call, code } of [...own, ...helped]) {
    const prefix = call.keys === undefined ? "" : call.keys.texts[0];
    if (prefix === undefined || prefix.includes(HOLE)) continue;
    const body = parents.functionOf(site);
    const around = writes.filter(({ node }) => parents.functionOf(node) === body);
    if (around.some(({ method, node }) => method === "delete" && node.start > site.end)) continue;
    const write = around.findLast(
      (other) =>
        other.node.end <= site.start &&
        other.keys?.texts[0]?.startsWith(prefix) === true &&
        statementsBetween(other.node, site, file) !== undefined &&
        namespaceOf(other, { node: other.node, file }, records) ===
          namespaceOf(call, code, records),
    );
    if (write === undefined) continue;
    yield {
      range: site.callee,
      message: `this lists keys right after \`${write.method}\` has changed one, and may show what was there before`,
      help: "Add what was written to the result, or leave out what was removed: other requests see it within a minute.",
    };
  }
}

/** Whether a statement does nothing but write. */
function isWrite(statement: Node | undefined, call: Node): boolean {
  if (statement?.type !== "ExpressionStatement") return false;
  const expression = unwrap(statement.expression);
  return unwrap(expression.type === "AwaitExpression" ? expression.argument : expression) === call;
}
