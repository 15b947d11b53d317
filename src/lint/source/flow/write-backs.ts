import type { CallExpression, Node } from "oxc-parser";
import type { Model } from "../../../../schema/model.ts";
import { isOfCron } from "../cron.ts";
import type { KvCall } from "../kv-call.ts";
import type { SourceFile } from "../source-file.ts";
import { metadataOf } from "./calls.ts";
import { type Carried, type Change, NOTHING, type Read, together } from "./carried.ts";
import { Flow } from "./flow.ts";
import { ownCallsIn } from "./own-calls.ts";
import { isFunction } from "./own-function.ts";
import { isSameRecord, recordOf } from "./record-of.ts";

const READS: ReadonlySet<string> = new Set(["get", "getWithMetadata"]);

/** A write of what was read of the same record, with a change. */
export interface WriteBack {
  /** The write, or the call that leads to it, in the function that leads to the read as well. */
  readonly node: CallExpression;
  readonly change: Exclude<Change, "same">;
  /** The read. */
  readonly read: Node;
  /** The write itself. */
  readonly write: CallExpression;
}

const FOUND = new WeakMap<readonly KvCall[], readonly WriteBack[]>();

/**
 * The writes of a file that give back a changed copy of what was read, in the order of the text; but those of
 * crons that have a namespace for themselves.
 */
export function writeBacksIn(
  file: SourceFile,
  calls: readonly KvCall[],
  model: Model,
): readonly WriteBack[] {
  let found = FOUND.get(calls);
  if (found === undefined) {
    const isBoth =
      calls.some(({ method }) => READS.has(method)) && calls.some(({ method }) => method === "put");
    found = isBoth ? search(file, calls, model) : [];
    FOUND.set(calls, found);
  }
  return found;
}

function search(file: SourceFile, calls: readonly KvCall[], model: Model): readonly WriteBack[] {
  const kv = new Map<Node, KvCall>(calls.map((call) => [call.node, call]));
  const bindings = new Set(calls.flatMap(({ binding }) => binding ?? []));
  const reads = new Map<string, Read>();
  const found = new Map<CallExpression, WriteBack>();

  const onKv = (node: CallExpression, args: readonly Carried[], flow: Flow) => {
    const call = kv.get(node);
    if (call === undefined) return undefined;
    const keys = hasKey(call, model) ? 1 : 0;
    const record = recordOf(
      call,
      flow.code(node),
      bindings,
      keys === 1 ? node.arguments[0] : undefined,
    );
    if (record === undefined) return NOTHING;
    if (READS.has(call.method)) {
      const path = [...flow.path, node];
      const id = path.map(({ start }) => start).join(" ");
      const read = reads.get(id) ?? { record, path };
      reads.set(id, read);
      return new Map([[read, "same" as const]]);
    }
    if (call.method === "put") {
      const written = together([args[keys] ?? NOTHING, metadataOf(node, keys + 1, flow)]);
      for (const [read, change] of written) {
        const isOfRead = keys === 1 && (args[0]?.has(read) ?? false);
        if (change === "same" || !isSameRecord(read.record, record, isOfRead)) continue;
        const at = meeting(read.path, [...flow.path, node]);
        if (found.get(at)?.change !== "counted")
          found.set(at, { node: at, change, read: read.path.at(-1) ?? at, write: node });
      }
    }
    return NOTHING;
  };

  const touching = touchingFunctions(file, calls);
  for (const root of touching) {
    const around = [...file.parents.around(root)].slice(1);
    if (root.type === "Program" || around.some((outer) => touching.has(outer) && isFunction(outer)))
      continue;
    if (mayWriteBack(root, calls, file))
      new Flow(file, onKv, (node) => touching.has(node)).root(root);
  }
  if (touching.has(file.program)) {
    new Flow(file, onKv, (node) => touching.has(node)).root(file.program);
  }
  return [...found.values()]
    .filter(({ write }) => !hasOneWriter(write, kv, file))
    .toSorted((one, other) => one.node.start - other.node.start);
}

/** Whether all that writes to the namespace of a write are crons, of which one runs at a time. */
function hasOneWriter(write: Node, kv: ReadonlyMap<Node, KvCall>, file: SourceFile): boolean {
  const target = kv.get(write)?.target;
  return [...kv.values()].every(
    (call) => call.method !== "put" || call.target !== target || isOfCron(call.node, file),
  );
}

/** Whether a function both reads and writes, or calls another one of the file, which may do the rest. */
function mayWriteBack(root: Node, calls: readonly KvCall[], file: SourceFile): boolean {
  const isInside = ({ start, end }: Node) => root.start <= start && end <= root.end;
  const methods = calls.filter(({ node }) => isInside(node)).map(({ method }) => method);
  const isBoth = methods.some((method) => READS.has(method)) && methods.includes("put");
  return isBoth || [...ownCallsIn(file).keys()].some(isInside);
}

/** Where the way to a write leaves that to a read. */
function meeting(read: readonly Node[], write: readonly CallExpression[]): CallExpression {
  const index = write.findIndex((call, at) => call !== read[at]);
  return write[index === -1 ? write.length - 1 : index] as CallExpression;
}

/** Whether a call names a key: an accessor of a collection with one record takes none. */
export function hasKey({ via, binding, collection }: KvCall, { namespaces }: Model): boolean {
  if (via === "binding") return true;
  const { collections } = namespaces.find((namespace) => namespace.binding === binding) ?? {};
  const model = collections?.find(({ name }) => name === collection);
  return model === undefined || model.key.params.length > 0;
}

/** The functions that call KV, or a function that does, and those around them. */
function touchingFunctions(file: SourceFile, calls: readonly KvCall[]): ReadonlySet<Node> {
  const touching = new Set<Node>();
  const add = (node: Node) => {
    if (file.parents.functionOf(node) === file.program) touching.add(file.program);
    for (const outer of file.parents.around(node)) if (isFunction(outer)) touching.add(outer);
  };
  for (const { node } of calls) add(node);
  const known = new Set<Node>(calls.map(({ node }) => node));
  const edges = [...ownCallsIn(file)].filter(([call]) => !known.has(call));
  for (let size = -1; size !== touching.size; ) {
    size = touching.size;
    for (const [call, called] of edges) if (touching.has(called)) add(call);
  }
  return touching;
}
