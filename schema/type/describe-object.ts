import type { core } from "zod";
import { fillsIn } from "./fills-in.ts";
import type { PropertyModel, TypeModel } from "./model.ts";
import { describeInner, type Steps, type Walk } from "./walk.ts";

/** Describes an object with its properties. */
export function describeObject(walk: Walk, def: core.$ZodObjectDef, steps: Steps): TypeModel {
  const properties = Object.entries(def.shape).map(([name, schema]): PropertyModel => {
    const description = describeText(schema);
    return {
      name,
      ...(description !== undefined && { description }),
      type: describeProperty(walk, schema, [...steps, ["shape", name]]),
    };
  });
  const object = { kind: "object", properties } as const;
  if (def.catchall === undefined) return { ...object, unknown: "strip" };
  const { type, checks = [] } = (def.catchall as core.$ZodTypes)._zod.def;
  if (type === "never") return { ...object, unknown: "strict" };
  const isOpen = (type === "unknown" || type === "any") && checks.length === 0;
  if (isOpen) return { ...object, unknown: "loose" };
  const others = walk.describe(def.catchall, [...steps, "catchall"]);
  return { ...object, unknown: "loose", catchall: others };
}

function describeProperty(walk: Walk, schema: core.$ZodType, steps: Steps): TypeModel {
  if (!isExact(schema)) return walk.describe(schema, steps);
  const inner = describeInner(walk, schema._zod.def, steps);
  const type: TypeModel = { kind: "optional", inner, exact: true };
  if (!fillsIn(inner) && (schema._zod.def.checks ?? []).length === 0) return type;
  const reason = "`.exactOptional()` with a default or a refinement";
  return { kind: "authored", steps, reason, inner: type };
}

export function isExact(schema: core.$ZodType): schema is core.$ZodExactOptional {
  return schema._zod.traits.has("$ZodExactOptional");
}

/** The author's `.describe()` or `.meta({ description })`, of the type or of one that it only wraps, as `.optional()` does. */
export function describeText(schema: core.$ZodType): string | undefined {
  const { description } = schema as { description?: string };
  const { innerType } = schema._zod.def as { readonly innerType?: core.$ZodType };
  return description ?? (innerType && describeText(innerType));
}
