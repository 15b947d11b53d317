/** The progress of reading a seed. */
export interface ReadingProgress {
  /** The number of records read so far. */
  readonly records: number;
  /** The time that it has taken. */
  readonly seconds: number;
  /** Whether these are all records. */
  readonly isRead: boolean;
}

/** Milliseconds without a report: most seeds are read before anybody would look. */
const QUIET = 2_000;

/** Milliseconds between reports. */
const INTERVAL = 1_000;

/**
 * Reports the progress of reading seeds at intervals: code may take long before it yields its first record.
 */
export class Reading {
  readonly #onReading: (collection: string, progress: ReadingProgress) => void;
  #timer: NodeJS.Timeout;
  #collection = "";
  #records = 0;
  #since = performance.now();
  /** Whether anything was reported for this seed. */
  #isTold = false;

  constructor(onReading: (collection: string, progress: ReadingProgress) => void) {
    this.#onReading = onReading;
    this.#timer = setTimeout(() => {
      this.#tell();
      this.#timer = setInterval(() => this.#tell(), INTERVAL).unref();
    }, QUIET).unref();
  }

  /** Starts with another seed. */
  begin(collection: string): void {
    this.#finish();
    this.#collection = collection;
    this.#records = 0;
    this.#since = performance.now();
  }

  add(): void {
    this.#records++;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#finish();
  }

  #finish(): void {
    if (this.#isTold) this.#tell(true);
    this.#isTold = false;
  }

  #tell(isRead = false): void {
    const seconds = (performance.now() - this.#since) / 1_000;
    this.#isTold = true;
    this.#onReading(this.#collection, { records: this.#records, seconds, isRead });
  }
}
