/** How long one request waits for what another one is loading, in milliseconds: the other may have been aborted. */
const MAX_WAIT_MS = 5_000;

/** What is being loaded in this isolate, by collection and key: each request has its own accessors. */
const flights = new WeakMap<object, Map<string, Promise<string>>>();

/**
 * Loads once for all concurrent callers.
 *
 * @param collection what keys are told apart by: the same object for all accessors of one collection.
 * @returns text, which each caller can read for itself.
 */
export async function singleFlight(
  collection: object,
  key: string,
  load: () => Promise<string>,
): Promise<string> {
  const own = flights.get(collection) ?? new Map<string, Promise<string>>();
  flights.set(collection, own);
  const underWay = own.get(key);
  const landed = underWay && (await Promise.race([underWay, waited()]));
  if (landed !== undefined) return landed;
  const flight = load();
  own.set(key, flight);
  try {
    return await flight;
  } finally {
    if (own.get(key) === flight) own.delete(key);
  }
}

function waited(): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), MAX_WAIT_MS);
  });
}
