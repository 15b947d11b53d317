import { isRecord } from "../../src/runtime/issue.ts";
import type { Kind } from "./kind.ts";

/** Pointers by name, each a key template or an object with one. */
export const pointers: Kind = {
  expected: "an object of key templates, or of objects with `key` and `onTaken`",
  accepts: (value) => isRecord(value) && Object.values(value).every(isPointer),
};

function isPointer(value: unknown): boolean {
  if (typeof value === "string") return true;
  if (!isRecord(value)) return false;
  const { key, onTaken = "throw", ...others } = value;
  return (
    typeof key === "string" &&
    (onTaken === "throw" || onTaken === "replace") &&
    Object.keys(others).length === 0
  );
}
