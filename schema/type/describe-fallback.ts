import type { core } from "zod";
import type { Refuse } from "./checks-of.ts";
import { holds } from "./holds.ts";
import type { TypeModel } from "./model.ts";
import type { SteadyValue } from "./steady-value.ts";
import { describeInner, type Steps, type Walk } from "./walk.ts";

/** Describes a type with a value that replaces a missing or invalid one. */
export function describeFallback(
  walk: Walk,
  def: core.$ZodDefaultDef | core.$ZodPrefaultDef | core.$ZodCatchDef,
  found: SteadyValue,
  steps: Steps,
  refuse: Refuse,
): TypeModel {
  const before = walk.faults.length;
  const inner = describeInner(walk, def, steps);
  // A date with a date as its default is reported only once.
  if (walk.faults.length > before) return inner;
  if ("value" in found) return { kind: def.type, inner, value: found.value };
  const what = `a \`.${def.type}()\` that ${found.fault}`;
  const isOfCodec = holds(inner, ({ kind }) => kind === "pipe");
  if (found.isCode !== true && !isOfCodec) return walk.unsupported(steps, what);
  refuse(what);
  return { kind: def.type, inner, value: undefined };
}
