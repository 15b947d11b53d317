import type { Node } from "oxc-parser";
import type { SourceFile } from "../source-file.ts";

/** Which record a call is about, as far as that is known. */
export interface RecordName {
  /** The same for two calls only if they are certain to mean one record; undefined if that is not known. */
  readonly exact: string | undefined;
  /** What it may be, if its key is in a variable with a few possible values. */
  readonly oneOf?: readonly string[];
  /** The namespace, and the text of the key with holes for what is not known. */
  readonly form: string;
  /** The key's name, if the key is only a name: `id`, also for `user.id`. */
  readonly key?: string | undefined;
}

/** One read of a record, by the path on which the program reaches it. */
export interface Read {
  readonly record: RecordName;
  /** The calls of the file's own functions that lead to the read, and the read itself. */
  readonly path: readonly Node[];
  /** The module in which the read stands. */
  readonly file: SourceFile;
}

/** How a value relates to a read: it is what was read, a changed copy, or a number counted up or down. */
export type Change = "same" | "changed" | "counted";

/** The reads that a value comes from. */
export type Carried = ReadonlyMap<Read, Change>;

export const NOTHING: Carried = new Map();

const ORDER: readonly Change[] = ["same", "changed", "counted"];

function more(one: Change, other: Change): Change {
  return ORDER.indexOf(one) < ORDER.indexOf(other) ? other : one;
}

/** What a value carries that is made of several others, or is one of them. */
export function together(all: Iterable<Carried>): Carried {
  let first: Carried = NOTHING;
  let merged: Map<Read, Change> | undefined;
  for (const carried of all) {
    if (carried.size === 0 || carried === first) continue;
    if (first.size === 0) {
      first = carried;
      continue;
    }
    merged ??= new Map(first);
    for (const [read, change] of carried)
      merged.set(read, more(merged.get(read) ?? "same", change));
  }
  return merged ?? first;
}

/** What a value carries after a change. */
export function changed(carried: Carried, change: Change): Carried {
  if (carried.size === 0 || change === "same") return carried;
  return new Map([...carried].map(([read, before]) => [read, more(before, change)]));
}

/** The largest change of a value since it was read. */
export function changeOf(carried: Carried): Change {
  return [...carried.values()].reduce(more, "same");
}
