import type { CallExpression, Node } from "oxc-parser";
import { alwaysRuns } from "../always-runs.ts";
import { walk } from "../children.ts";
import type { Code } from "../code.ts";
import { isNothing } from "../flow/null-names.ts";
import type { Project } from "../flow/reach.ts";
import { type Records, recordOf } from "../flow/record-of.ts";
import { type WrappedCall, wrappedCallsIn } from "../flow/wrapped-calls.ts";
import { isFunction, type OwnFunction } from "../function.ts";
import type { KvCall } from "../kv-call.ts";
import { KV_WRITES, RECORD_READS } from "../kv-methods.ts";
import { isOfOneRecord } from "../record-name.ts";
import type { SourceFile } from "../source-file.ts";
import { unwrap } from "../unwrap.ts";
import { wordsOf } from "../words.ts";

/** A read or a write of one record in a file: a call of KV, or of a function that makes one, `getUser(kv, email)`. */
export interface Access {
  /** The call in the file. */
  readonly node: CallExpression;
  readonly call: KvCall;
  /** The call of KV, with the arguments for the parameters around it. */
  readonly code: Code;
}

/** All reads and writes of one record in a file, in the order of the text. */
export function accessesIn(context: Project): readonly Access[] {
  const { calls, file } = context;
  const own = calls.map((call): Access => ({ ...call, call, code: { node: call.node, file } }));
  const helped = [...Map.groupBy(wrappedCallsIn(context), ({ site }) => site).values()].flatMap(
    ([only, ...others]) => (only !== undefined && others.length === 0 ? accessBy(only) : []),
  );
  return [...own, ...helped].sort((one, other) => one.node.start - other.node.start);
}

/** Whether an access is made by a function that is called. */
export function isHelped({ node, call }: Access): boolean {
  return node !== call.node;
}

/** The names and texts of a key, and of what a function is given to make it. */
export function wordsOfKey({ node, call, code }: Access, file: SourceFile): string {
  const [key] = call.node.arguments;
  const given = node === call.node ? [] : node.arguments;
  return [
    ...(key === undefined ? [] : [wordsOf(key, code.file)]),
    ...given.map((argument) => wordsOf(argument, file)),
  ].join(" ");
}

/** Whether a later write is certain to write the record that a read reads. */
export function isOfRecord(read: Access, write: Access, records: Records): boolean {
  if (!isHelped(read) && !isHelped(write)) return isOfOneRecord(read.call, write.call, records);
  const [name, other] = [read, write].map(({ call, code }) => recordOf(call, code, records)?.exact);
  return name !== undefined && name === other;
}

/** What a function does for its caller, if that is to read or to write one record, in each run of it. */
function accessBy(wrapped: WrappedCall): readonly Access[] {
  const { site, call, called, file } = wrapped;
  if (file.parents.functionOf(call.node) !== called || !isFunction(called)) return [];
  const isAccess = RECORD_READS.has(call.method)
    ? givesNothingWhereMissing(called, file)
    : KV_WRITES.has(call.method) && alwaysRuns(call.node, (outer) => outer === called, file);
  return isAccess ? [{ node: site, call, code: wrapped.code }] : [];
}

/** Whether the result of a function that reads a record is nothing, or false, just where there is none. */
function givesNothingWhereMissing(called: OwnFunction, { parents, tree }: SourceFile): boolean {
  const { body } = called;
  if (body === null) return false;
  if (body.type !== "BlockStatement") return isFoundOrNothing(body);
  const results = tree
    .ofType("ReturnStatement", called)
    .filter((statement) => parents.functionOf(statement) === called)
    .map(({ argument }) => argument);
  const isEmpty = (result: Node | null) => result === null || isNone(result);
  return (
    results.length > 0 &&
    (results.length === 1 || results.some(isEmpty)) &&
    results.every((result) => isEmpty(result) || (result !== null && isFoundOrNothing(result)))
  );
}

/** `raw ? JSON.parse(raw) : null`, `raw !== null`; not `raw ?? {}`, nor `raw === null`. */
function isFoundOrNothing(result: Node): boolean {
  const node = unwrap(result);
  if (node.type === "ConditionalExpression") return isNone(node.alternate);
  if (node.type === "LogicalExpression")
    return node.operator !== "&&" && isNone(node.right) && isFoundOrNothing(node.left);
  const value = isTwice(node) ? node.argument.argument : node;
  return walk(value).every(
    (inner) =>
      !isNot(inner) &&
      !(inner.type === "BinaryExpression" && SAME.has(inner.operator)) &&
      !(inner.type === "LogicalExpression" && inner.operator !== "&&"),
  );
}

const SAME: ReadonlySet<string> = new Set(["==", "==="]);

type Not = Extract<Node, { readonly type: "UnaryExpression" }>;

/** `!!raw` */
function isTwice(node: Node): node is Not & { readonly argument: Not } {
  return isNot(node) && isNot(node.argument);
}

function isNot(node: Node): node is Not {
  return node.type === "UnaryExpression" && node.operator === "!";
}

function isNone(node: Node): boolean {
  const value = unwrap(node);
  return isNothing(value) || (value.type === "Literal" && value.value === false);
}
