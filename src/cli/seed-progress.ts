import { Presets, SingleBar } from "cli-progress";

/** How often a line is printed where the output is not a terminal, in milliseconds. */
const LOG_INTERVAL = 5_000;

/** A progress bar for the seed that is being written: records, rate and time left. */
export class SeedProgress {
  #bar:
    | { readonly collection: string; readonly bar: SingleBar; readonly start: number }
    | undefined;

  update(collection: string, done: number, total: number): void {
    if (this.#bar?.collection !== collection) this.#start(collection, total);
    const { bar, start } = this.#bar ?? {};
    if (bar === undefined || start === undefined) return;
    bar.update(done, { rate: Math.round(done / ((performance.now() - start) / 1000)) });
    if (done >= total) this.stop();
  }

  /** Ends the current bar, so that what is printed next starts on a line of its own. */
  stop(): void {
    this.#bar?.bar.stop();
    this.#bar = undefined;
  }

  #start(collection: string, total: number): void {
    this.stop();
    const bar = new SingleBar(
      {
        format: `  seeding ${collection} {bar} {value}/{total}, {rate}/s, {eta_formatted} left`,
        noTTYOutput: true,
        notTTYSchedule: LOG_INTERVAL,
        stream: process.stdout,
      },
      Presets.shades_classic,
    );
    bar.start(total, 0, { rate: "–" });
    this.#bar = { collection, bar, start: performance.now() };
  }
}
