import { MIN_WRITE_INTERVAL_MS } from "./limits.ts";

/** With the first try, a write is sent at most four times, over some seven seconds. */
const MAX_RETRIES = 3;

/**
 * Sends a write again where KV answers 429: it takes one write of a key a second. The waits double,
 * and are spread out so that writers that met once do not meet again.
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

/** KV's errors carry their status in the message alone: `KV PUT failed: 429 Too Many Requests`. */
function isTooManyRequests(error: unknown): boolean {
  return error instanceof Error && error.message.includes("failed: 429");
}
