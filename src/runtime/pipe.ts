import type { Issue } from "./issue.ts";

/** Whether a value is passed on to the next type: unknown keys do not make it another value. */
export function passesOn(issues: readonly Issue[], from: number): boolean {
  return issues.every(({ code }, index) => index < from || code === "unrecognized_keys");
}

/** Marks the issues from an index on: with them, a value is not of the type at all. */
export function abort(issues: Issue[], from: number): void {
  for (let index = from; index < issues.length; index++) {
    const issue = issues[index];
    if (issue !== undefined) issues[index] = { ...issue, aborts: true };
  }
}

/** Stores what is given, if a read turns it into the value in a way that cannot be reversed. */
export function asGiven(input: unknown): unknown {
  return input;
}
