import type { CallExpression, Node } from "oxc-parser";
import { remembered } from "../../../schema/remembered.ts";
import { walk } from "./children.ts";
import { ownCallsIn } from "./flow/own-calls.ts";
import type { Project } from "./flow/reach.ts";
import type { OwnFunction } from "./function.ts";
import type { KvCall } from "./kv-call.ts";
import { KV_READS } from "./kv-methods.ts";
import { mentions } from "./names.ts";
import type { SourceFile } from "./source-file.ts";
import { unwrap } from "./unwrap.ts";
import { valueType } from "./value-type.ts";

/** A call that only reads KV: of KV itself, or of a function of the file that does nothing else that takes time. */
export interface Reading {
  readonly node: CallExpression;
  /** What it reads, in the function that is called. */
  readonly reads: readonly KvCall[];
  /** Whether a function of the file makes the read. */
  readonly isHelped: boolean;
}

/** All such calls of a file, in the order of the text. */
export const readingsIn = remembered(search, ({ calls }) => calls);

function search({ file, calls }: Pick<Project, "file" | "calls">): ReadonlyMap<Node, Reading> {
  const kv = new Map<Node, KvCall>(calls.map((call) => [call.node, call]));
  const reading = calls.filter(({ method }) => KV_READS.has(method));
  const functions = new Set(reading.map(({ node }) => file.parents.functionOf(node)));
  const found = new Map<Node, Reading>();
  for (const call of reading) {
    const { node } = call;
    found.set(node, { node, reads: [call], isHelped: false });
  }
  for (const [node, called] of functions.size === 0 ? [] : ownCallsIn(file)) {
    const reads = kv.has(node) || !functions.has(called) ? undefined : onlyReads(called, kv);
    if (reads !== undefined) found.set(node, { node, reads, isHelped: true });
  }
  return new Map([...found].toSorted(([one], [other]) => one.start - other.start));
}

/**
 * What a function reads, if it waits for nothing else, and nothing tells its caller to stop: an exception may
 * be what prevents a later read.
 */
function onlyReads(
  node: OwnFunction,
  kv: ReadonlyMap<Node, KvCall>,
): readonly KvCall[] | undefined {
  if (node.body === null || node.generator) return undefined;
  const reads: KvCall[] = [];
  for (const inner of walk(node.body)) {
    if (inner.type === "ThrowStatement" || inner.type === "ForOfStatement") return undefined;
    if (inner.type === "AwaitExpression" && !kv.has(unwrap(inner.argument))) return undefined;
    const call = kv.get(inner);
    if (call === undefined) continue;
    if (!KV_READS.has(call.method)) return undefined;
    reads.push(call);
  }
  return reads;
}

/** The types of values that KV returns for many keys at once: it returns bytes and streams for one key at a time. */
const READ_AT_ONCE: ReadonlySet<string | undefined> = new Set(["text", "json"]);

/** The read of a call that reads one key, if many such keys could be read at once. */
export function readOfOneKey({ reads }: Reading, file: SourceFile): KvCall | undefined {
  const [read, ...others] = reads;
  if (read === undefined || others.length > 0 || read.method === "list") return undefined;
  return read.node.arguments.length > 0 && READ_AT_ONCE.has(valueType(read, file))
    ? read
    : undefined;
}

/** Whether the key of a call, or what a function makes it from, differs for each of some names. */
export function readsEach({ node, isHelped }: Reading, names: ReadonlySet<string>): boolean {
  const given = isHelped ? node.arguments : node.arguments.slice(0, 1);
  return given.some((argument) => mentions(argument, names));
}
