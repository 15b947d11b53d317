import type { Node } from "oxc-parser";
import { alwaysRuns } from "../always-runs.ts";
import { walk } from "../children.ts";
import type { Records } from "../flow/record-of.ts";
import { nameOfFunction } from "../function-name.ts";
import type { KvCall } from "../kv-call.ts";
import { isOfOneRecord } from "../record-name.ts";
import type { SourceFile } from "../source-file.ts";
import { partsOf, wordsOf } from "../words.ts";

const LOCKS: ReadonlySet<string> = new Set(["lock", "locks", "mutex", "semaphore", "lease"]);

/**
 * Whether a read asks for a lock, by the name of the key, the binding or the function, and a write takes it
 * right after: a write that depends only on what was read. An account that is locked after some wrong passwords
 * does not count.
 */
export function isLock(read: KvCall, calls: readonly KvCall[], records: Records): boolean {
  const { file } = records;
  const { parents } = file;
  const [key] = read.node.arguments;
  const body = parents.functionOf(read.node);
  const names = [key && wordsOf(key, file), read.binding, nameOfFunction(body, file)];
  if (!names.some((name) => name && [...partsOf(name)].some((word) => LOCKS.has(word))))
    return false;
  return calls.some(
    (call) =>
      call.method === "put" &&
      call.node.start > read.node.end &&
      parents.functionOf(call.node) === body &&
      isDecidedBy(read.node, call.node, file) &&
      isOfOneRecord(read, call, records),
  );
}

/** Whether a write follows a read, or depends only on what was read. */
function isDecidedBy(read: Node, write: Node, file: SourceFile): boolean {
  const { parents, scopes } = file;
  const shared = new Set(parents.around(read));
  const awaited = parents.awaitOf(read);
  const declarator = awaited && parents.of(parents.outermost(awaited));
  const id = declarator?.type === "VariableDeclarator" ? declarator.id : undefined;
  const asksForIt = (test: Node) =>
    id?.type === "Identifier" && walk(test).some((node) => scopes.isSame(node, id));
  return alwaysRuns(write, (outer) => shared.has(outer), file, asksForIt);
}
