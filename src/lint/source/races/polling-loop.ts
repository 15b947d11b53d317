import type { Node } from "oxc-parser";
import { walk } from "../children.ts";
import type { KvCall } from "../kv-call.ts";
import { KV_READS } from "../kv-methods.ts";
import { changesIn } from "../names.ts";
import type { SourceFile } from "../source-file.ts";
import { lastName } from "../unwrap.ts";

const LOOPS: ReadonlySet<string> = new Set(["DoWhileStatement", "ForStatement", "WhileStatement"]);

/** Names of functions that only let time pass. */
const WAITS = /^(?:sleep|delay|wait|pause|setTimeout)$/;

/** Whether a file's text names such a function at all: most do not, and need not be searched. */
export function mayPause({ text }: SourceFile): boolean {
  return /\b(?:sleep|delay|wait|pause|setTimeout)\(/.test(text);
}

/**
 * Whether a loop reads the same key, or the same list, again and again, with pauses in between: it waits for what
 * somebody else writes. A loop that only tries again after an exception does not.
 */
export function isPolled({ method, node, via }: KvCall, file: SourceFile): boolean {
  if (via !== "binding" || !KV_READS.has(method)) return false;
  const loop = file.parents.loopOf(node);
  if (loop === undefined || !LOOPS.has(loop.type) || !pauses(loop, file)) return false;
  return !node.arguments.some((given) => changesIn(given, loop));
}

function pauses(loop: Node, { parents }: SourceFile): boolean {
  for (const node of walk(loop)) {
    if (node.type !== "CallExpression") continue;
    if (!WAITS.test(lastName(node.callee) ?? "")) continue;
    for (const outer of parents.around(node)) {
      if (outer === loop) return true;
      if (outer.type === "CatchClause") break;
    }
  }
  return false;
}
