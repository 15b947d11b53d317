/**
 * How many operations are under way at once: a Worker has six connections, and more operations only
 * wait for one of them.
 * Source: https://developers.cloudflare.com/workers/platform/limits/#simultaneous-open-connections
 */
const MAX_IN_FLIGHT = 6;

/** Works on all items, several at a time. After the first failure no further item is started. */
export async function inFlight<T>(
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const waiting = items.values();
  let failed = false;
  const worker = async () => {
    for (const item of waiting) {
      if (failed) return;
      try {
        await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(MAX_IN_FLIGHT, items.length) }, worker));
}
