import { MIN_WRITE_INTERVAL_MS } from "./limits.ts";

/** With the first try, a write is sent at most four times, over some seven seconds. */
const MAX_RETRIES = 3;

/**
 * Sends a write again if KV answers 429: it accepts one write per key and second. The waits double, with
 * jitter, so that writers that collided once do not collide again.
 */
export async function retried<T>(write: () => Promise<T>): Promise<T> {
  for (let retry = 0; ; retry++) {
    try {
      return await write();
    } catch (error) {
      if (retry === MAX_RETRIES || !isTooManyRequests(error)) throw error;
      const spread = 0.5 + Math.random() / 2;
      await new Promise((resolve) => {
        setTimeout(resolve, MIN_WRITE_INTERVAL_MS * 2 ** retry * spread);
      });
    }
  }
}

/** KV's errors have their status only in the message: `KV PUT failed: 429 Too Many Requests`. */
function isTooManyRequests(error: unknown): boolean {
  return error instanceof Error && error.message.includes("failed: 429");
}
