import type { ObjectType } from "../../schema/type/model.ts";
import { acceptsAbsence, mayBeAbsent, reasonOfAbsence } from "./absence.ts";
import type { Go, Narrowing } from "./narrowing.ts";

/**
 * Why an object that a type accepts may be rejected by another one.
 *
 * @param values everything that a read has accepted, or what a write stores: without what an object leaves out.
 */
export function narrowedObject(
  before: ObjectType,
  after: ObjectType,
  go: Go,
  path: readonly string[],
  values: "read" | "written",
): Narrowing | undefined {
  const at = (name: string, reason: string) => ({ path: [...path, name], reason });
  const others = before.unknown === "loose";
  // A record may still hold what an object leaves out: reads have skipped it.
  const mayHoldOthers = others || (values === "read" && before.unknown === "strip");
  if (mayHoldOthers && after.catchall !== undefined) {
    if (before.catchall === undefined) return { path, reason: "accepts fewer other properties" };
    const found = go(before.catchall, after.catchall, "[]");
    if (found !== undefined) return found;
  }
  for (const { name, type } of after.properties) {
    const old = before.properties.find((property) => property.name === name);
    if (old !== undefined) {
      if (mayBeAbsent(old.type) && !acceptsAbsence(type)) return at(name, reasonOfAbsence(type));
      const found = go(old.type, type, name);
      if (found !== undefined) return found;
      continue;
    }
    if (!acceptsAbsence(type)) return at(name, reasonOfAbsence(type));
    // An object that keeps undeclared properties may hold anything under the name.
    if (!others) continue;
    const found = go(before.catchall ?? { kind: "unknown" }, type, name);
    if (found !== undefined) return at(name, "has a type that was not checked before");
  }
  for (const { name, type } of before.properties) {
    if (after.properties.some((property) => property.name === name)) continue;
    if (after.unknown === "strict") return at(name, "is an unknown property");
    if (after.catchall === undefined) continue;
    const found = go(type, after.catchall, name);
    if (found !== undefined) return found;
  }
  const isClosed = mayHoldOthers && after.unknown === "strict";
  return isClosed ? { path, reason: "accepts no other properties" } : undefined;
}
