import { openBesidesKv } from "../cloudflare/local/open-elsewhere.ts";

/** Milliseconds between two looks. */
const INTERVAL = 2_000;

/** What workerd opens for `wrangler dev` alone: where it keeps what Workers log. */
const NEVER_OWN = /^v3.observability\b/;

/**
 * Looks for another process that opens the data while they are served, as a `wrangler dev` that is started
 * later on. Which files are its own a process cannot tell, so those count that come to be open in a time in which
 * this one opens none.
 */
export class LaterProcess {
  readonly #persistTo: string;
  readonly #tell: () => void;
  #isTold: boolean;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param isTold whether one was there before, and is known.
   * @param tell called once, when there is one.
   */
  constructor(persistTo: string, isTold: boolean, tell: () => void) {
    this.#persistTo = persistTo;
    this.#isTold = isTold;
    this.#tell = tell;
  }

  /** Looks from now on: this process opens nothing until {@link pause}. */
  watch(): void {
    if (this.#isTold) return;
    const own = this.#open((file) => !NEVER_OWN.test(file));
    this.#timer = setInterval(() => {
      if (this.#open((file) => !own.includes(file)).length === 0) return;
      this.#isTold = true;
      this.pause();
      this.#tell();
    }, INTERVAL);
    this.#timer.unref();
  }

  pause(): void {
    clearInterval(this.#timer);
  }

  #open(is: (file: string) => boolean): readonly string[] {
    return [...openBesidesKv(this.#persistTo)].filter(is);
  }
}
