import type { CannotRunError } from "../cannot-run.ts";
import { exitCall } from "./exit-call.ts";

/**
 * Runs a module of the author's, one at a time, while `process.exit` throws: a command that ended silently would
 * look like one that found nothing, and a Pulumi program like one whose resources must all be deleted.
 *
 * @param path the module, for calls without a visible file of the author's.
 * @throws CannotRunError with the place of the call, even if the author's code has caught it.
 */
export async function refusingExit<Result>(
  path: string,
  run: () => Promise<Result>,
): Promise<Result> {
  const { exit } = process;
  let first: CannotRunError | undefined;
  process.exit = function refused(code) {
    first ??= exitCall(code, refused, path);
    throw first;
  };
  const [outcome] = await Promise.allSettled([run()]);
  process.exit = exit;
  if (first !== undefined) throw first;
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
}
