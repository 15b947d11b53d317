import { CannotRunError } from "../cannot-run.ts";
import { callPlace } from "../source/error-place.ts";

/** How many frames are searched for the author's own code, below the calls among packages. */
const FRAMES = 100;

/**
 * The error for a call of `process.exit` that is in progress.
 *
 * @param callee the function that was called: its own calls are ignored.
 * @param path the module that is run, for calls without a visible file of the author's.
 */
export function exitCall(
  code: number | string | null | undefined,
  callee: (code?: number) => never,
  path?: string,
): CannotRunError {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = FRAMES;
  const call = new Error();
  Error.captureStackTrace(call, callee);
  Error.stackTraceLimit = stackTraceLimit;
  const { place = path === undefined ? undefined : { file: path, line: 1, column: 1 }, caller } =
    callPlace(call);
  const by = caller === undefined ? "" : ` by the package \`${caller}\``;
  return new CannotRunError(`\`process.exit(${code ?? ""})\` is called${by}`, {
    ...(place && { place }),
    help: "Keyloom runs the schema to read it: neither it nor its imports may end the process.",
  });
}
