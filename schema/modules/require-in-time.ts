import { createRequire } from "node:module";
import { types } from "node:util";
import { runInNewContext } from "node:vm";
import { notFinished, TIME_LIMIT } from "./time-limit.ts";

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
    throw notFinished(path, timeLimit);
  }
  if (thrown !== undefined) throw thrown.error;
  if (exported === undefined) return {};
  // `require` marks a module that has a default export. Anything else is CommonJS, whose exports are the
  // default of an import.
  const isModule = types.isModuleNamespaceObject(exported) || exported["__esModule"] === true;
  return isModule ? exported : { default: exported };
}
