import { BINDING, type KVNamespace } from "./kv-namespace.ts";

/** How long one request waits for what another one is loading, in milliseconds: the other may have been aborted. */
const MAX_WAIT_MS = 5_000;

/** What is being loaded in this isolate, by binding and key. */
const flights = new WeakMap<object, Map<string, Promise<string>>>();

/**
 * Loads once for all concurrent callers. Each request has its own accessors, and may have its own memory. But a
 * Worker may choose the binding by request, such as one for each customer: no two bindings share what is loaded.
 *
 * @returns text, which each caller can read for itself.
 */
export async function singleFlight(
  kv: KVNamespace & { readonly [BINDING]?: KVNamespace },
  key: string,
  load: () => Promise<string>,
): Promise<string> {
  const binding = kv[BINDING] ?? kv;
  const own = flights.get(binding) ?? new Map<string, Promise<string>>();
  flights.set(binding, own);
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
