import { batches } from "./batches.ts";
import { inFlight } from "./in-flight.ts";
import { MAX_BULK_GET_KEYS } from "./limits.ts";

/** The two ways to ask KV for stored values: many keys in one operation, or one key. */
export interface Reader<Stored> {
  /** Left out for values that a bulk read cannot return: bytes and streams. */
  readonly many?: (keys: string[]) => Promise<ReadonlyMap<string, Stored | null>>;
  readonly one: (key: string) => Promise<Stored | null>;
}

/**
 * Reads any number of keys with as few operations as possible.
 *
 * @returns the stored values by key; a missing key has null, or no entry.
 */
export async function readMany<Stored>(
  keys: readonly string[],
  { many, one }: Reader<Stored>,
): Promise<ReadonlyMap<string, Stored | null>> {
  const found = new Map<string, Stored | null>();
  const read = async (batch: string[]): Promise<void> => {
    const [first] = batch;
    if (first === undefined) return;
    if (many === undefined || batch.length === 1) {
      found.set(first, await one(first));
      return;
    }
    try {
      for (const [key, stored] of await many(batch)) found.set(key, stored);
    } catch (error) {
      // The values of a bulk read are too large together, but not one by one.
      if (!String(error).includes("failed: 413")) throw error;
      await read(batch.splice(0, batch.length / 2));
      await read(batch);
    }
  };
  await inFlight(batchesOf([...new Set(keys)], many === undefined ? 1 : MAX_BULK_GET_KEYS), read);
  return found;
}

function batchesOf(keys: readonly string[], size: number): string[][] {
  const alone = keys.filter(isLostInBulk);
  const together = alone.length === 0 ? keys : keys.filter((key) => !isLostInBulk(key));
  return [...alone.map((key) => [key]), ...batches(together, size)];
}

/** A bulk read leaves out `__proto__` and keys that are array indices. Run. */
function isLostInBulk(key: string): boolean {
  return /^\d+$|^__proto__$/.test(key);
}
