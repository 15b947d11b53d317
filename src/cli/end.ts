import { CannotRunError } from "../../schema/cannot-run.ts";
import { exitCall } from "../../schema/modules/exit-call.ts";
import { printCannotRun } from "./print-cannot-run.ts";

/** Node's exit code if nothing is left that could happen, but the program still waits. */
const WAITS_FOREVER = 13;

const { exit } = process;

/** Ends the process; nothing else may. */
export function end(exitCode: number): never {
  process.exit = exit;
  process.exit(exitCode);
}

/** Makes {@link end} the only way to end the process, whoever else tries to. */
export function ignoreOtherEnds(): void {
  process.exit = (() => {}) as typeof process.exit;
}

/**
 * Makes the process report it, and exit with 2, if it ends while the command is working: because of the author's
 * code that keeps running after its file was read, is called later, or waits forever.
 */
export function tellOfOtherEnds(): void {
  process.exit = function refused(code) {
    printCannotRun(exitCall(code, refused));
    end(2);
  };
  process.once("exit", (code) => {
    if (code !== WAITS_FOREVER) return;
    printCannotRun(
      new CannotRunError("the command waits for something that never happens", {
        help: "Look for a promise that never settles, in a seed or in one of your codecs.",
      }),
    );
    process.exitCode = 2;
  });
}
