import { openBesidesKv } from "../cloudflare/local/open-elsewhere.ts";

/** Milliseconds between two checks. */
const INTERVAL = 2_000;

/** What workerd opens only for `wrangler dev`: where it keeps the logs of Workers. */
const NEVER_OWN = /^v3.observability\b/;

/**
 * Detects another process that opens the data while they are served, such as a `wrangler dev` that is started
 * later. A process cannot tell which files are its own, so only those that are opened while this one opens
 * none count.
 */
export class LaterProcess {
  readonly #persistTo: string;
  readonly #tell: () => void;
  #isTold: boolean;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param isTold whether one was there before, and was reported.
   * @param tell called once, when there is one.
   */
  constructor(persistTo: string, isTold: boolean, tell: () => void) {
    this.#persistTo = persistTo;
    this.#isTold = isTold;
    this.#tell = tell;
  }

  /** Checks from now on: this process opens nothing until {@link pause}. */
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
