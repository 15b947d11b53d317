import type { CannotRunError } from "../cannot-run.ts";
import { exitCall } from "./exit-call.ts";

/** Called with each call of `process.exit`, for each module that is running. */
const running = new Set<(call: CannotRunError) => void>();

/** Node's own `exit`, while it is replaced. */
let exit = process.exit;

/**
 * Runs a module of the author's while `process.exit` throws: a command that ended silently would look like
 * one that found nothing, and a Pulumi program like one whose resources must all be deleted.
 *
 * @param path the module, for calls without a visible file of the author's.
 * @throws CannotRunError with the place of the call, even if the author's code has caught it.
 */
export async function refusingExit<Result>(
  path: string,
  run: () => Promise<Result>,
): Promise<Result> {
  const { promise: refused, reject } = Promise.withResolvers<never>();
  let first: CannotRunError | undefined;
  const refuse = (call: CannotRunError) => {
    first ??= call;
    reject(first);
  };
  if (running.size === 0) replaceExit(path);
  running.add(refuse);
  try {
    const result = await Promise.race([run(), refused]);
    if (first !== undefined) throw first;
    return result;
  } finally {
    running.delete(refuse);
    if (running.size === 0) process.exit = exit;
  }
}

function replaceExit(path: string): void {
  exit = process.exit;
  process.exit = function refused(code) {
    const call = exitCall(code, refused, path);
    for (const refuse of running) refuse(call);
    throw call;
  };
}
