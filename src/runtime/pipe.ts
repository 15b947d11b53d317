import type { Issue } from "./issue.ts";

/** Whether a value goes on to the type behind: unknown keys do not make it another value. */
export function passesOn(issues: readonly Issue[], from: number): boolean {
  return issues.every(({ code }, index) => index < from || code === "unrecognized_keys");
}

/** Marks the issues from one on: with them a value is not of the type at all. */
export function abort(issues: Issue[], from: number): void {
  for (let index = from; index < issues.length; index++) {
    const issue = issues[index];
    if (issue !== undefined) issues[index] = { ...issue, aborts: true };
  }
}

/** What is stored is what is given, where a read makes the value of it in a way that has no way back. */
export function asGiven(input: unknown): unknown {
  return input;
}
