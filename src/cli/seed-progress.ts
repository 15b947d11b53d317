import { Presets, SingleBar } from "cli-progress";

/** Smaller seeds are done before anybody has read the line. */
const MIN_RECORDS = 1_000;

/** How often a line is printed where the output is not a terminal, in milliseconds. */
const LOG_INTERVAL = 5_000;

/** A progress bar for the seed that is being written: records, rate and time left. */
export class SeedProgress {
  readonly #bars = new Map<string, { readonly bar: SingleBar; readonly since: number }>();
  readonly #start = performance.now();

  update(collection: string, done: number, total: number): void {
    if (total < MIN_RECORDS) return;
    const { bar, since } = this.#bars.get(collection) ?? this.#begin(collection, total);
    const seconds = (performance.now() - since) / 1000;
    bar.update(done, { rate: Math.round(done / seconds) });
    if (done >= total) bar.stop();
  }

  /** Ends what is still shown, so that what is printed next starts on a line of its own. */
  stop(): void {
    for (const { bar } of this.#bars.values()) bar.stop();
    this.#bars.clear();
  }

  #begin(collection: string, total: number) {
    const bar = new SingleBar(
      {
        format: `  seeding ${collection} {bar} {value}/{total}, {rate}/s, {eta_formatted} left`,
        noTTYOutput: true,
        notTTYSchedule: LOG_INTERVAL,
        stream: process.stdout,
      },
      Presets.shades_classic,
    );
    bar.start(total, 0, { rate: 0 });
    const begun = { bar, since: this.#start };
    this.#bars.set(collection, begun);
    return begun;
  }
}
