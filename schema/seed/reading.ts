/** How far the reading of a seed is. */
export interface ReadingProgress {
  /** The records that were read so far. */
  readonly records: number;
  /** How long that has taken. */
  readonly seconds: number;
  /** Whether these are all. */
  readonly isRead: boolean;
}

/** Milliseconds in which nothing is told: most seeds are read before anybody would look. */
const QUIET = 2_000;

/** Milliseconds from one time to the next. */
const INTERVAL = 1_000;

/**
 * Tells how far the reading of seeds is, by the clock: code may take long before it gives its first record.
 */
export class Reading {
  readonly #onReading: (collection: string, progress: ReadingProgress) => void;
  #timer: NodeJS.Timeout;
  #collection = "";
  #records = 0;
  #since = performance.now();
  /** Whether anything was told of this seed. */
  #isTold = false;

  constructor(onReading: (collection: string, progress: ReadingProgress) => void) {
    this.#onReading = onReading;
    this.#timer = setTimeout(() => {
      this.#tell();
      this.#timer = setInterval(() => this.#tell(), INTERVAL).unref();
    }, QUIET).unref();
  }

  /** Another seed is read from now on. */
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
