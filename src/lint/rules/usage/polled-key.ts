import type { Node } from "oxc-parser";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { isOfHandler } from "../../source/handler.ts";
import { HOLE } from "../../source/keys/key-text.ts";
import type { KvCall } from "../../source/kv-call.ts";
import { VALUE_READS } from "../../source/kv-methods.ts";
import { earlyReads, sendsIn } from "../../source/races/early-read.ts";
import { isPolled, mayPause } from "../../source/races/polling-loop.ts";
import type { SourceFile } from "../../source/source-file.ts";

export const rule: SourceRule = {
  id: "usage/polled-key",
  severity: "warning",
  docs: {
    what: "A client does not poll KV for what a queue will write. The rule reports a key that only the Worker's `queue` writes, in a file that sends to a queue, and that is only read to answer a request. Nor does a `queue` depend on what was put right before its message was sent: the rule reports where a missing record ends the work on the message. Nor does a loop read a key, or a list, again and again until somebody else has written it.",
    why: "KV also caches for up to a minute that there is no such key: a client that asks a second too early is told so for a minute more, though the result is there. A queue may run elsewhere within a second, when what was put is not yet visible there.",
    wrong:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: source code
      'export default {\n  async fetch(request, env) {\n    if (request.method === "POST") await env.JOBS.send({ id: "a" });\n    const result = await env.CACHE.get(`result:${request.headers.get("id")}`);\n    return Response.json({ result });\n  },\n  async queue(batch, env) {\n    for (const { body } of batch.messages) await env.CACHE.put(`result:${body.id}`, await work(body));\n  },\n};',
    right:
      'export default {\n  async fetch(request, env) {\n    if (request.method === "POST") await env.JOBS.send({ id: "a" });\n    const id = request.headers.get("id");\n    return Response.json(await env.DB.prepare("SELECT result FROM jobs WHERE id = ?").bind(id).first());\n  },\n  async queue(batch, env) {\n    for (const { body } of batch.messages) await save(env.DB, body.id, await work(body));\n  },\n};',
    silence: "When clients only ask once the result is sure to be there, such as a day later.",
  },
  *check({ calls, file }): Generator<SourceFinding> {
    for (const call of mayPause(file) ? calls : []) {
      if (!isPolled(call, file)) continue;
      yield {
        range: call.node.callee,
        message:
          "a loop waits for what this reads, and KV repeats its answer for up to a minute, also that there is nothing",
        help: "Wait in a Durable Object, which sees a write at once and can hold the request until then.",
      };
    }
    const puts = calls.filter(({ method }) => method === "put");
    const written = Map.groupBy(puts, formOf);
    written.delete(undefined);
    if (written.size === 0) return;
    const isOfQueue = ({ node }: KvCall) => isOfHandler("queue", node, file);
    for (const read of calls) {
      const writes = VALUE_READS.has(read.method) ? written.get(formOf(read)) : undefined;
      if (writes === undefined || !writes.every(isOfQueue) || isOfQueue(read)) continue;
      if (sendsIn(file).length === 0 || goesOn(read.node, file)) continue;
      yield {
        range: read.node.callee,
        message:
          "a queue writes this key: a client that asks too early is told for up to a minute more that there is none",
        help: "Keep what clients wait for in a Durable Object or in D1, where it is seen at once.",
      };
    }
    for (const { callee } of earlyReads(calls, file, formOf)) {
      yield {
        range: callee,
        message:
          "this reads what was put right before the message was sent: it may not be there yet, and the message is lost",
        help: "Send what the queue needs in the message, or `retry` a message whose record is missing.",
      };
    }
  },
};

/** What a call is made on, and the text of its key; undefined if the text says too little. */
function formOf({ target, keys }: KvCall): string | undefined {
  const [text, ...others] = keys?.texts ?? [];
  if (text === undefined || others.length > 0 || text === HOLE || !text.includes(HOLE))
    return undefined;
  return `${target} ${text}`;
}

/** Whether the function waits for something else after a read: a cache makes what it lacks there. */
function goesOn(read: Node, { tree, parents }: SourceFile): boolean {
  const body = parents.functionOf(read);
  return tree
    .ofType("AwaitExpression", body)
    .some((node) => node.start > read.end && parents.functionOf(node) === body);
}
