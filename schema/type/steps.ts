import type { Path } from "../problem.ts";

/** From one zod schema to the next: a property of `_zod.def`, or an entry of that property. */
export type Step = string | readonly [property: string, key: string | number];

/** The properties of `_zod.def` that have the type of many values. */
const OF_MANY: ReadonlySet<string> = new Set(["element", "valueType", "rest", "catchall"]);

/** The path to a part as its author sees it: wrappers of a type do not count. */
export function pathOf(steps: readonly Step[]): Path {
  return steps.flatMap((step): Path => {
    if (typeof step === "string") return OF_MANY.has(step) ? ["[]"] : [];
    const [property, key] = step;
    return property === "shape" || property === "items" ? [key] : [];
  });
}
