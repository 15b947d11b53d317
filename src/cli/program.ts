import { CommanderError } from "commander";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { fileError, systemError } from "../../schema/file-error.ts";
import { keepAuthorsOutputApart } from "../../schema/modules/authors-output.ts";
import { quietLoaderWarnings } from "../../schema/modules/loader-warnings.ts";
import { uncaught } from "../../schema/modules/uncaught.ts";
import { createProgram } from "./commands.ts";
import { end, tellOfOtherEnds } from "./end.ts";
import { withoutZod } from "./peers.ts";
import { printCannotRun } from "./print-cannot-run.ts";
import { usageError } from "./usage-error.ts";

export { end } from "./end.ts";

/**
 * Runs the command of a command line. Each is loaded only when it runs, so the others cost no start-up time.
 *
 * @returns the process's exit code.
 */
export async function runProgram(argv: readonly string[]): Promise<number> {
  quietLoaderWarnings();
  tellOfOtherEnds();
  keepAuthorsOutputApart();
  process.on("uncaughtException", (error) => end(exitCodeOf(uncaught(error))));
  process.stdout.on("error", tellOfOutput);
  process.stderr.on("error", () => {});
  return run(argv).catch((error) => exitCodeOf(withoutZod(error)));
}

async function run(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv);
  } catch (error) {
    throw error instanceof CommanderError && error.exitCode !== 0
      ? usageError(error, program, argv)
      : error;
  }
  return exitCode;
}

/** A reader that has seen enough, such as `head`, may leave; any other unwritten output would be missed. */
function tellOfOutput(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE")
    end(exitCodeOf(fileError("standard output cannot be written", error)));
}

/** The exit code tells callers whether the CLI found something or could not look. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const known = error instanceof CannotRunError ? error : systemError(error);
  // Anything else is a bug in Keyloom, which must not look like a finding: its stack says where.
  if (known === undefined) console.error(error);
  else printCannotRun(known);
  return 2;
}
