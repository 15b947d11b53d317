import { safeParse } from "zod/v4/core";
import type { SeedCollection } from "./collection.ts";

/** Which part of a record does not fit, for reports that must not show its content, not even in a path. */
export function misfitPart(
  collection: SeedCollection,
  record: { readonly value?: unknown; readonly metadata?: unknown },
): string {
  const parts = (["value", "metadata"] as const).filter((part) => {
    const type = collection[part];
    if (type === undefined) return false;
    try {
      return !safeParse(type, record[part]).success;
    } catch {
      return true;
    }
  });
  if (parts.length === 0) return "it does not fit its collection";
  return parts.length === 1
    ? `its ${parts[0]} does not fit its type`
    : "its value and its metadata do not fit their types";
}
