import { CannotRunError } from "../cannot-run.ts";
import { callPlace } from "../source/error-place.ts";

/** How far up a stack is looked for the author's own code, below what packages call of each other. */
const FRAMES = 100;

/**
 * What to say of a call of `process.exit` that is going on.
 *
 * @param callee the function that was called: what it calls itself is not looked at.
 * @param path the module that is run, for calls that no file of the author's is seen to make.
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
