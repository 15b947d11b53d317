import { z } from "zod";

/** What a rule on names holds a schema to. */
export interface ConventionOptions {
  readonly heldTo: "schema" | "conventions";
}

/** The option of a rule on what keys are like: keys that are in use already have conventions of their own. */
export const conventionOptions = z.strictObject({
  heldTo: z
    .enum(["schema", "conventions"])
    .default("schema")
    .describe(
      "`schema`: what the schema states in `conventions`, else what nearly all keys of a namespace have in common; `conventions`: what it states, else the defaults",
    ),
});

/** Fewer show no convention. */
const MIN_ALIKE = 3;

/** Whether so many of all are alike that the others are slips: at least three, and three in four. */
export function areNearlyAll(alike: number, all: number): boolean {
  return alike >= MIN_ALIKE && alike * 4 >= all * 3;
}
