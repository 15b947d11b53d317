import type { core } from "zod";
import { authoredIn } from "./authored.ts";
import type { Refuse } from "./checks-of.ts";
import { holds, isPlainPipe } from "./holds.ts";
import { intersect } from "./merge-objects.ts";
import type { TypeModel } from "./model.ts";
import { presentType } from "./present-type.ts";
import type { Steps, Walk } from "./walk.ts";

/** Describes a union. Which option accepts a value depends on more about an issue than zod reports. */
export function describeUnion(
  walk: Walk,
  def: core.$ZodUnionDef,
  steps: Steps,
  refuse: Refuse,
): TypeModel {
  const options = def.options.map((option, index) =>
    walk.describe(option, [...steps, ["options", index]]),
  );
  if (!("discriminator" in def)) {
    if (def.inclusive === false) refuse("`z.xor()`");
    for (const { reason } of options.flatMap(authoredIn)) refuse(reason);
    if (options.some((option) => holds(option, isPlainPipe))) refuse("`.pipe()` within a union");
    return { kind: "union", options };
  }
  if ("unionFallback" in def && def.unionFallback === true) refuse("`unionFallback`");
  return { kind: "union", options, discriminator: String(def.discriminator) };
}

/** Describes the intersection of two types; two objects become one. */
export function describeIntersection(
  walk: Walk,
  def: core.$ZodIntersectionDef,
  steps: Steps,
  refuse: Refuse,
): TypeModel {
  const left = walk.describe(def.left, [...steps, "left"]);
  const right = walk.describe(def.right, [...steps, "right"]);
  const type = intersect(left, right);
  if (type.kind === "intersection") {
    for (const { reason } of authoredIn(type)) refuse(reason);
    if (holds(type, ({ kind }) => kind === "pipe")) refuse("a codec within an intersection");
    // zod freezes its input, which both types share.
    if (holds(type, isFrozenAsItIs)) refuse("`.readonly()` of anything within an intersection");
  }
  return type;
}

function isFrozenAsItIs(type: TypeModel): boolean {
  return type.kind === "readonly" && presentType(type.inner).kind === "unknown";
}
