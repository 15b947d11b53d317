import { inspect } from "node:util";
import { CannotRunError } from "../cannot-run.ts";

/** Node's message for an unhandled rejection with something other than an error. */
const REJECTED = /The promise rejected with the reason "([\s\S]*)"\.$/;

/**
 * The error to report for something that nobody caught. If it is not an error, the author's code threw it after
 * the module had run: Node does not know its place.
 *
 * @returns any other error as it is.
 */
export function uncaught(error: unknown): unknown {
  const thrown = error instanceof Error ? rejectedBy(error) : inspect(error);
  if (thrown === undefined) return error;
  return new CannotRunError(
    `${thrown} was thrown later, by something that the schema file or another file that is run has started`,
    {
      cause: error,
      help: "Keyloom runs such files to read them: await each promise in the file that creates it, and leave timers to the Worker's code.",
    },
  );
}

function rejectedBy({ message }: Error): string | undefined {
  return REJECTED.exec(message)?.[1];
}
