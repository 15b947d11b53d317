import { inspect } from "node:util";
import { CannotRunError } from "../cannot-run.ts";

/** How Node names a promise that was rejected, by what is no error, and that nobody waited for. */
const REJECTED = /The promise rejected with the reason "([\s\S]*)"\.$/;

/**
 * What to say of what nobody has caught. Where it is no error, code of the author's has thrown it, which goes on
 * after the module has been run: Node knows no place of it.
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
