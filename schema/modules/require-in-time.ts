import { createRequire } from "node:module";
import { types } from "node:util";
import { runInNewContext } from "node:vm";
import { CannotRunError } from "../cannot-run.ts";

/** What to do about a module that does not finish. */
export const MUST_END = "Keyloom runs the file to read it: its top-level code must finish.";

/** A module that takes longer, in milliseconds, is assumed to run forever. */
export const TIME_LIMIT = 30_000;

const load = createRequire(import.meta.url);

/**
 * Runs a module of the author's, but not forever: nothing else in this thread, not even a timer, could stop
 * one that loops. Node monitors what `node:vm` runs from outside of JavaScript. That costs a millisecond,
 * and a thread or process of its own forty; but it ends when the call returns, so the module is required.
 *
 * @throws CannotRunError if it has not finished after `timeLimit` milliseconds.
 * @throws what `require` throws; `ERR_REQUIRE_ASYNC_MODULE`, before anything has run, if the module or one
 * that it imports awaits at its top level.
 */
export function requireInTime(path: string, timeLimit = TIME_LIMIT): Record<string, unknown> {
  let exported: Record<string, unknown> | undefined;
  let thrown: { readonly error: unknown } | undefined;
  // All that can still be thrown from there is the timeout.
  const run = () => {
    try {
      exported = load(path);
    } catch (error) {
      thrown = { error };
    }
  };
  try {
    runInNewContext("run()", { run }, { timeout: timeLimit });
  } catch {
    throw new CannotRunError(`the file has not finished after ${timeLimit / 1000} s`, {
      place: { file: path, line: 1, column: 1 },
      help: MUST_END,
    });
  }
  if (thrown !== undefined) throw thrown.error;
  if (exported === undefined) return {};
  // `require` marks a module that has a default export. Anything else is CommonJS, whose exports are the
  // default of an import.
  const isModule = types.isModuleNamespaceObject(exported) || exported["__esModule"] === true;
  return isModule ? exported : { default: exported };
}
