import type { Place } from "./problem.ts";

/** A command cannot do its work at all: the CLI prints `message`, `place` and `help`, and exits 2. */
export class CannotRunError extends Error {
  override readonly name = "CannotRunError";
  /** The place of the cause, if it is in a file. */
  readonly place: Place | undefined;
  /** What to do about it, in one sentence. */
  readonly help: string;

  constructor(message: string, options: { help: string; place?: Place; cause?: unknown }) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.help = options.help;
    this.place = options.place;
  }
}
