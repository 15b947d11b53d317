import { API_CALL_WINDOW_SECONDS, MAX_API_CALLS } from "../../../runtime/limits.ts";

/** How many calls are left. */
export interface CallQuota {
  readonly isOver: boolean;
  /** `Ratelimit`, `Ratelimit-Policy` and, if it is over, `retry-after`. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Counts the calls of five minutes. Once there are too many, all calls are rejected until these are over.
 * Source: https://developers.cloudflare.com/fundamentals/api/reference/limits/
 */
export class CallLimit {
  #since = Number.NEGATIVE_INFINITY;
  #calls = 0;

  /** @param now milliseconds since the epoch. */
  count(now: number): CallQuota {
    if (now - this.#since >= API_CALL_WINDOW_SECONDS * 1_000) {
      this.#since = now;
      this.#calls = 0;
    }
    this.#calls++;
    const isOver = this.#calls > MAX_API_CALLS;
    const left = Math.max(0, MAX_API_CALLS - this.#calls);
    const seconds = Math.ceil(API_CALL_WINDOW_SECONDS - (now - this.#since) / 1_000);
    return {
      isOver,
      headers: {
        ratelimit: `"default";r=${left};t=${seconds}`,
        "ratelimit-policy": `"default";q=${MAX_API_CALLS};w=${API_CALL_WINDOW_SECONDS}`,
        ...(isOver && { "retry-after": String(seconds) }),
      },
    };
  }
}
