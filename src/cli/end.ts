import { CannotRunError } from "../../schema/cannot-run.ts";
import { exitCall } from "../../schema/modules/exit-call.ts";
import { printCannotRun } from "./cannot-run.ts";

/** What Node ends with where nothing is left that could happen, and the program still waits. */
const WAITS_FOR_EVER = 13;

const { exit } = process;

/** Ends the process, as nothing else may. */
export function end(exitCode: number): never {
  process.exit = exit;
  process.exit(exitCode);
}

/** Leaves it to {@link end} alone to end the process, whoever else wants to. */
export function ignoreOtherEnds(): void {
  process.exit = (() => {}) as typeof process.exit;
}

/**
 * Has the process say so, and exit with 2, where it ends while the command is at its work: by code of the
 * author's that goes on after its file was read, that is called later on, or that waits for ever.
 */
export function tellOfOtherEnds(): void {
  process.exit = function refused(code) {
    printCannotRun(exitCall(code, refused));
    end(2);
  };
  process.once("exit", (code) => {
    if (code !== WAITS_FOR_EVER) return;
    printCannotRun(
      new CannotRunError("the command waits for something that never happens", {
        help: "Look for a promise that never settles, in a seed or in one of your codecs.",
      }),
    );
    process.exitCode = 2;
  });
}
