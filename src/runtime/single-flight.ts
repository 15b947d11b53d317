import { BINDING, type KVNamespace } from "./kv-namespace.ts";

/**
 * How long a load may take before one of those that wait for it loads as well, in milliseconds: the request that
 * began it may have been aborted.
 */
const MAX_WAIT_MS = 5_000;

/** What is being loaded in this isolate, by binding and key. */
const flights = new WeakMap<object, Map<string, Promise<string>>>();

/**
 * Loads once for all concurrent callers. Each request has its own accessors, and may have its own memory. But a
 * Worker may choose the binding by request, such as one for each customer: no two bindings share what is loaded.
 *
 * A load that takes long is joined by one more at a time. If each of those that wait began its own, a slow source
 * would get all of their requests at once.
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
  let underWay = own.get(key);
  while (underWay !== undefined) {
    const landed = await Promise.race([underWay, waited()]);
    if (landed !== undefined) return landed;
    const next = own.get(key);
    if (next === underWay) break;
    underWay = next;
  }
  const flight = load();
  const first =
    underWay === undefined ? flight : Promise.any([underWay, flight]).catch(() => flight);
  own.set(key, first);
  const forget = () => {
    if (own.get(key) === first) own.delete(key);
  };
  first.then(forget, forget);
  return first;
}

function waited(): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), MAX_WAIT_MS);
  });
}
