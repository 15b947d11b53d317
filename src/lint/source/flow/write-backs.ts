import type { CallExpression, Node } from "oxc-parser";
import { remembered } from "../../../../schema/remembered.ts";
import type { Code } from "../code.ts";
import { isOfCron } from "../handler.ts";
import { HOLE } from "../keys/key-text.ts";
import type { KvCall } from "../kv-call.ts";
import { VALUE_READS } from "../kv-methods.ts";
import type { SourceFile } from "../source-file.ts";
import { metadataOf } from "./calls.ts";
import { type Carried, type Change, NOTHING, type Read, together } from "./carried.ts";
import { Flow } from "./flow.ts";
import { type Project, reachOf } from "./reach.ts";
import { hasKey, isSameRecord, recordOf, recordsIn } from "./record-of.ts";
import { type Repeat, Repeats } from "./repeats.ts";
import { numberOf } from "./variable-name.ts";

/** A write of a changed copy of what was read from the same record. */
export interface WriteBack {
  /** The write, or the call that leads to it, in the function that also leads to the read. */
  readonly node: CallExpression;
  readonly change: Exclude<Change, "same">;
  /** The read, or the call that leads to it, in the same function. */
  readonly reader: Node;
  /** The read, and the module in which it stands. */
  readonly read: Code;
  /** The write itself. */
  readonly write: Code & { readonly node: CallExpression };
}

interface Found {
  readonly writeBacks: readonly WriteBack[];
  readonly repeats: readonly Repeat[];
}

/**
 * The writes of a file that write back a changed copy of what was read, in the order of the text, except those of
 * crons that have a namespace to themselves. Functions of other modules may read and write for the file.
 */
export function writeBacksIn(context: Project): readonly WriteBack[] {
  return foundIn(context).writeBacks;
}

/** The reads and writes of records that the same run has just written, in the order of the text. */
export function repeatsIn(context: Project): readonly Repeat[] {
  return foundIn(context).repeats;
}

/** Both are found in one run of the code. */
const foundIn = remembered(search, ({ calls }) => calls);

function search(context: Project): Found {
  const { file, calls, model } = context;
  const reach = reachOf(context);
  if (!calls.some(isPut) && reach.imported.size === 0) return { writeBacks: [], repeats: [] };
  const records = recordsIn(context);
  const reads = new Map<string, Read>();
  const found = new Map<CallExpression, WriteBack>();
  const repeats = new Repeats(file);

  const onKv = (node: CallExpression, args: readonly Carried[], flow: Flow) => {
    const call = reach.kv(node, flow.file);
    if (call === undefined) return undefined;
    const keys = hasKey(call, model) ? 1 : 0;
    const record = recordOf(call, flow.code(node), records);
    if (record === undefined) return NOTHING;
    const path = [...flow.path, node];
    if (record.exact !== undefined) repeats.see(call, record.exact, path, flow);
    if (isRead(call)) {
      const id = path.map(numberOf).join(" ");
      const read = reads.get(id) ?? { record, path, file: flow.file };
      reads.set(id, read);
      return new Map([[read, "same" as const]]);
    }
    if (isPut(call)) {
      const written = together([args[keys] ?? NOTHING, metadataOf(node, keys + 1, flow)]);
      for (const [read, change] of written) {
        const isOfRead = keys === 1 && (args[0]?.has(read) ?? false);
        if (change === "same" || !isSameRecord(read.record, record, isOfRead)) continue;
        const [reader, at] = meeting(read.path, path);
        // If another module does all of it, it is found there.
        if (file.parents.of(at) === undefined || found.get(at)?.change === "counted") continue;
        const source = { node: read.path.at(-1) ?? at, file: read.file };
        const write = { node, file: flow.file };
        found.set(at, { node: at, change, reader, read: source, write });
      }
    }
    return NOTHING;
  };

  for (const root of reach.roots()) {
    new Flow(file, onKv, (node, of) => reach.touches(node, of)).root(root);
  }
  const writeBacks = [...found.values()]
    .filter(({ write }) => !hasOneWriter(write, calls, file))
    .toSorted((one, other) => one.node.start - other.node.start);
  return { writeBacks, repeats: repeats.all };
}

function isRead({ method }: KvCall): boolean {
  return VALUE_READS.has(method);
}

function isPut({ method }: KvCall): boolean {
  return method === "put";
}

/** Whether only crons write such keys of the namespace of a write, and they run one at a time. */
function hasOneWriter(write: Code, calls: readonly KvCall[], file: SourceFile): boolean {
  const own = calls.find(({ node }) => node === write.node);
  return (
    own !== undefined &&
    calls.every((call) => !isPut(call) || !mayMeet(call, own) || isOfCron(call.node, file))
  );
}

/** Whether two writes may be of one key: as far as their keys are known, one goes on as the other does. */
function mayMeet(one: KvCall, other: KvCall): boolean {
  if (one.target !== other.target) return false;
  const [first, second] = [one, other].map(({ keys }) => keys?.texts[0]?.split(HOLE)[0]);
  return (
    first === undefined ||
    second === undefined ||
    first.startsWith(second) ||
    second.startsWith(first)
  );
}

/** Where the paths to a read and to a write part: the two calls of the function that leads to both. */
function meeting(
  read: readonly Node[],
  write: readonly CallExpression[],
): readonly [read: Node, write: CallExpression] {
  const parting = write.findIndex((call, at) => call !== read[at]);
  const index = parting === -1 ? write.length - 1 : parting;
  const at = write[index] as CallExpression;
  return [read[index] ?? at, at];
}
