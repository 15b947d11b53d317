import { Presets, SingleBar } from "cli-progress";
import type { SeedProgress } from "../../infra/seed/connection.ts";
import { rateOf, readingRate } from "../../infra/seed/progress-text.ts";
import type { ReadingProgress } from "../../schema/seed/reading.ts";

/** Smaller seeds are done before anybody could read the line. */
const MIN_RECORDS = 1_000;

/** How often a line is printed if the output is not a terminal, in milliseconds. */
const LOG_INTERVAL = 10_000;

/** The progress of each seed that is being read or written, on a changing line: records, rate and time left. */
export class SeedProgressBars {
  readonly #bars = new Map<string, SingleBar>();
  readonly #stream: NodeJS.WriteStream;
  /** The bar of the seed that is being read. */
  #reading: SingleBar | undefined;

  constructor(stream: NodeJS.WriteStream = process.stdout) {
    this.#stream = stream;
  }

  /** A seed is being read; nobody knows yet how many records it has. */
  checking(collection: string, progress: ReadingProgress): void {
    const { records, isRead } = progress;
    const rate = readingRate(progress);
    const format = `checking ${collection} {value}, {rate}/s`;
    this.#reading ??= this.#start(format, records, records, rate);
    this.#reading.update(records, { rate });
    if (!isRead) return;
    this.#reading.stop();
    this.#reading = undefined;
  }

  sending(collection: string, progress: SeedProgress): void {
    const { done, records } = progress;
    if (records < MIN_RECORDS) return;
    const format = `seeding ${collection} {bar} {value}/{total}, {rate}/s, {left} left`;
    const bar = this.#bars.get(collection) ?? this.#start(format, records, 0, 0);
    this.#bars.set(collection, bar);
    bar.update(done, rateOf(progress));
    if (done >= records) bar.stop();
  }

  /** Ends what is still shown, so that later output starts on its own line. */
  stop(): void {
    this.#reading?.stop();
    for (const bar of this.#bars.values()) bar.stop();
    this.#bars.clear();
  }

  #start(format: string, total: number, value: number, rate: number): SingleBar {
    const bar = new SingleBar(
      {
        format: `  ${format}`,
        noTTYOutput: true,
        notTTYSchedule: LOG_INTERVAL,
        stream: this.#stream,
      },
      Presets.shades_classic,
    );
    bar.start(total, value, { rate, left: "?" });
    return bar;
  }
}
