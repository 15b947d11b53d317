import { Presets, SingleBar } from "cli-progress";
import type { SeedProgress } from "../../infra/seed/connection.ts";

/** Smaller seeds are done before anybody has read the line. */
const MIN_RECORDS = 1_000;

/** How often a line is printed where the output is not a terminal, in milliseconds. */
const LOG_INTERVAL = 5_000;

/** A progress bar for each seed that is being written: records, rate and time left. */
export class SeedProgressBars {
  readonly #bars = new Map<string, { readonly bar: SingleBar; readonly since: number }>();
  readonly #start = performance.now();

  update(collection: string, { done, sent, records }: SeedProgress): void {
    if (records < MIN_RECORDS) return;
    const { bar, since } = this.#bars.get(collection) ?? this.#begin(collection, records);
    // What was there before took no time, and says nothing of how long the rest takes.
    const rate = (sent * 1_000) / (performance.now() - since);
    bar.update(done, { rate: Math.round(rate), left: timeLeft((records - done) / rate) });
    if (done >= records) bar.stop();
  }

  /** Ends what is still shown, so that what is printed next starts on a line of its own. */
  stop(): void {
    for (const { bar } of this.#bars.values()) bar.stop();
    this.#bars.clear();
  }

  #begin(collection: string, total: number) {
    const bar = new SingleBar(
      {
        format: `  seeding ${collection} {bar} {value}/{total}, {rate}/s, {left} left`,
        noTTYOutput: true,
        notTTYSchedule: LOG_INTERVAL,
        stream: process.stdout,
      },
      Presets.shades_classic,
    );
    bar.start(total, 0, { rate: 0, left: "?" });
    const begun = { bar, since: this.#start };
    this.#bars.set(collection, begun);
    return begun;
  }
}

function timeLeft(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 100) return `${whole}s`;
  return whole < 6_000 ? `${Math.ceil(whole / 60)}m` : `${Math.ceil(whole / 3_600)}h`;
}
