import { z } from "zod";

/** What a rule on names compares a schema with. */
export interface ConventionOptions {
  readonly heldTo: "schema" | "conventions";
}

/** The option of rules on the form of keys: keys that are already in use have conventions of their own. */
export const conventionOptions = z.strictObject({
  heldTo: z
    .enum(["schema", "conventions"])
    .default("schema")
    .describe(
      "`schema`: what the schema states in `conventions`, otherwise what nearly all keys of a namespace have in common; `conventions`: what it states, otherwise the defaults",
    ),
});

/** Fewer do not make a convention. */
const MIN_ALIKE = 3;

/** Whether so many are alike that the others are slips: at least three, and three in four. */
export function areNearlyAll(alike: number, all: number): boolean {
  return alike >= MIN_ALIKE && alike * 4 >= all * 3;
}
