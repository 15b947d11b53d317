import type { Path } from "../problem.ts";

/** From one zod schema to the next: a property of `_zod.def`, or what that holds under a key. */
export type Step = string | readonly [property: string, key: string | number];

/** The properties of `_zod.def` that hold the type of many values. */
const OF_MANY: ReadonlySet<string> = new Set(["element", "valueType", "rest", "catchall"]);

/** The way to a part as its author sees it: what only wraps a type is no step. */
export function pathOf(steps: readonly Step[]): Path {
  return steps.flatMap((step): Path => {
    if (typeof step === "string") return OF_MANY.has(step) ? ["[]"] : [];
    const [property, key] = step;
    return property === "shape" || property === "items" ? [key] : [];
  });
}
