import { CannotRunError } from "../cannot-run.ts";

/** A module of the author's that takes longer, in milliseconds, is assumed to run forever. */
export const TIME_LIMIT = 30_000;

/** What to do about a module that does not finish. */
export const MUST_END = "Keyloom runs the file to read it: its top-level code must finish.";

/** The error for a module that has not finished after `timeLimit` milliseconds. */
export function notFinished(
  file: string,
  timeLimit: number,
  message = `the file has not finished after ${timeLimit / 1000} s`,
): CannotRunError {
  return new CannotRunError(message, { place: { file, line: 1, column: 1 }, help: MUST_END });
}
