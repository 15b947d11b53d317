import type { CallExpression, Node } from "oxc-parser";
import { walk } from "../children.ts";
import { ownCallsIn } from "../flow/own-calls.ts";
import { isOfHandler } from "../handler.ts";
import type { KvCall } from "../kv-call.ts";
import { VALUE_READS } from "../kv-methods.ts";
import type { SourceFile } from "../source-file.ts";
import { memberOf, unwrap } from "../unwrap.ts";
import { existenceCheckOf } from "./existence-check.ts";

const SENDS: ReadonlySet<string> = new Set(["send", "sendBatch"]);

/** The calls of a file that send messages to a queue, by their methods' names. */
export function sendsIn({ tree }: SourceFile): readonly CallExpression[] {
  return tree
    .ofType("CallExpression")
    .filter(({ callee }) => SENDS.has(memberOf(unwrap(callee))?.name ?? ""));
}

/**
 * The reads in a file's `queue` of records that are put right before the message is sent, where a record that is
 * missing ends the work on the message for good.
 *
 * @param formOf says what a call is about; undefined if that says too little.
 */
export function* earlyReads(
  calls: readonly KvCall[],
  file: SourceFile,
  formOf: (call: KvCall) => string | undefined,
): Generator<CallExpression> {
  const sends = sendsIn(file);
  if (sends.length === 0) return;
  const { parents } = file;
  const isSent = ({ node }: Site) =>
    !isOfHandler("queue", node, file) &&
    sends.some(
      (send) => send.start > node.end && parents.functionOf(send) === parents.functionOf(node),
    );
  const puts = calls
    .filter(({ method }) => method === "put")
    .flatMap((call) => sitesOf(call, file));
  const sent = new Set(puts.filter(isSent).map(({ call }) => formOf(call)));
  for (const call of calls) {
    const form = VALUE_READS.has(call.method) ? formOf(call) : undefined;
    if (form === undefined || !sent.has(form)) continue;
    for (const { node } of sitesOf(call, file)) {
      if (isOfHandler("queue", node, file) && givesUp(node, file)) yield node;
    }
  }
}

/** A KV call, or a call of the function of the file that it stands in. */
interface Site {
  readonly node: CallExpression;
  readonly call: KvCall;
}

function sitesOf(call: KvCall, file: SourceFile): readonly Site[] {
  const body = file.parents.functionOf(call.node);
  const around = [...ownCallsIn(file)].filter(([, called]) => called === body);
  return [call.node, ...around.map(([node]) => node)].map((node) => ({ node, call }));
}

/** Whether a message without its record is taken for done; one that is to be tried again is not. */
function givesUp(read: CallExpression, file: SourceFile): boolean {
  const check = existenceCheckOf(read, file);
  if (check?.leavesWhere !== "missing" || check.exit.type === "ThrowStatement") return false;
  return !walk(check.statement).some((node: Node) => memberOf(node)?.name === "retry");
}
