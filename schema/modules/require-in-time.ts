import { createRequire } from "node:module";
import { types } from "node:util";
import { runInNewContext } from "node:vm";
import { CannotRunError } from "../cannot-run.ts";

/** What to do about a module that does not come to an end. */
export const MUST_END = "Keyloom runs the file to read it: its top-level code must finish.";

/** A module that takes longer is taken to run for ever, in milliseconds. */
export const TIME_LIMIT = 30_000;

const load = createRequire(import.meta.url);

/**
 * Runs a module of the author's, but not for ever: nothing else of this thread, not even a timer, could
 * end one that loops. Node watches over what `node:vm` runs from outside of JavaScript, which costs a
 * millisecond where a thread or a process of one's own costs forty; but only until that returns, so that
 * the module is required.
 *
 * @throws CannotRunError where it has not come to an end after `timeLimit` milliseconds.
 * @throws what `require` throws; `ERR_REQUIRE_ASYNC_MODULE`, before anything has run, where the module
 * or one that it imports awaits at its top level.
 */
export function requireInTime(path: string, timeLimit = TIME_LIMIT): Record<string, unknown> {
  let exported: Record<string, unknown> | undefined;
  let thrown: { readonly error: unknown } | undefined;
  // Nothing is left to be thrown from there but that the time is over.
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
  // `require` marks a module that has a default; what is no module's is CommonJS, which an import calls
  // the default.
  const isModule = types.isModuleNamespaceObject(exported) || exported["__esModule"] === true;
  return isModule ? exported : { default: exported };
}
