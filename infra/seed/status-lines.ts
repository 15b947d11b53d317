import type { ReadingProgress } from "../../schema/seed/reading.ts";
import type { SeedProgress } from "./connection.ts";
import { checkingText, sendingText } from "./progress-text.ts";

/** Seconds in which nothing is said: most seeds are done before anybody would look. */
const QUIET = 2;

/** Milliseconds between two lines: Pulumi's display keeps each one where it is no terminal, as in CI. */
const INTERVAL = 10_000;

/** What to tell Pulumi's engine of seeds: how far they are, now and then. */
export class StatusLines {
  readonly #say: (line: string) => void;
  #last = Number.NEGATIVE_INFINITY;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  checking(collection: string, progress: ReadingProgress): void {
    this.#now(progress, () => checkingText(collection, progress));
  }

  sending(collection: string, progress: SeedProgress): void {
    this.#now(progress, () => sendingText(collection, progress));
  }

  #now({ seconds }: { readonly seconds: number }, line: () => string): void {
    if (seconds < QUIET || performance.now() - this.#last < INTERVAL) return;
    this.#last = performance.now();
    this.#say(line());
  }
}
