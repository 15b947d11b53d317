import type { RecordType } from "../../schema/type/model.ts";
import type { Go, Narrowing } from "./narrowing.ts";
import { isSame } from "./same.ts";

/** Why a record that a type accepts may be rejected by another one. */
export function narrowedRecord(
  before: RecordType,
  after: RecordType,
  go: Go,
  path: readonly string[],
): Narrowing | undefined {
  return takesKeysOf(before, after, go)
    ? go(before.value, after.value, "[]")
    : { path, reason: "accepts other keys" };
}

/** Whether a record accepts each set of keys that another one accepts. */
function takesKeysOf(before: RecordType, after: RecordType, go: Go): boolean {
  if (isSame(before.key, after.key) && before.mode === after.mode) return true;
  if (before.mode === "loose" || after.mode === "loose") return false;
  // A record whose keys are an enum needs all of them, unless it is partial.
  const needsAll = after.key.kind === "enum" && after.mode !== "partial";
  return !needsAll && go(before.key, after.key) === undefined;
}
