import { isUtf8 } from "node:buffer";
import { isDeepStrictEqual } from "node:util";
import type { SeedPair } from "../../schema/seed/record.ts";
import { MAX_BULK_GET_BYTES, MAX_BULK_GET_KEYS } from "../../src/runtime/limits.ts";
import { entryOf } from "./entry.ts";
import type { Manifest } from "./manifest.ts";
import { readSingle, readStored, type Stored } from "./read-stored.ts";
import type { Sampling } from "./sampling.ts";
import type { SeedTarget } from "./send.ts";

/** Bytes of values to read in one call: half of the limit, to leave room for metadata. */
const CALL_BYTES = MAX_BULK_GET_BYTES / 2;

/** The records that KV no longer has as the seed wrote them. */
export interface Drifted {
  /** How many were checked. */
  readonly checked: number;
  readonly deleted: number;
  readonly changed: number;
  /** The positions of both in the manifest. */
  readonly positions: ReadonlySet<number>;
}

interface Looked {
  readonly pair: SeedPair;
  readonly position: number;
}

/**
 * Compares KV with what a seed has written, for the records that the seed still has unchanged. Records that
 * have changed in the seed are sent anyway, and those that have left it are no longer its concern.
 *
 * @param pairs the whole seed, as it is now.
 */
export async function findDrift(
  target: SeedTarget,
  pairs: AsyncIterable<SeedPair>,
  written: Manifest,
  sampling: Sampling,
): Promise<Drifted> {
  const positions = new Set<number>();
  const count = { checked: 0, deleted: 0, changed: 0 };
  const compare = ({ pair, position }: Looked, stored: Stored | undefined) => {
    count.checked++;
    const drift = driftOf(pair, stored);
    if (drift === undefined) return;
    count[drift]++;
    positions.add(position);
  };

  let together: Looked[] = [];
  let bytes = 0;
  const readTogether = async () => {
    const keys = together.map(({ pair }) => pair.key);
    const stored = keys.length === 0 ? [] : await readStored(target, keys);
    for (const [index, looked] of together.entries()) compare(looked, stored[index]);
    together = [];
    bytes = 0;
  };
  let single = 0;
  for await (const pair of pairs) {
    const position = pair.isExpired === true ? undefined : written.positionOf(entryOf(pair));
    if (position === undefined || !sampling.has(position)) continue;
    if (!isText(pair.value)) {
      if (++single > sampling.single) continue;
      compare({ pair, position }, await readSingle(target, pair.key));
      continue;
    }
    const length = Buffer.byteLength(pair.value);
    if (together.length === MAX_BULK_GET_KEYS || bytes + length > CALL_BYTES) await readTogether();
    together.push({ pair, position });
    bytes += length;
  }
  await readTogether();
  return { ...count, positions };
}

/** Whether a value comes back intact from a call that reads several, which decodes them as UTF-8. */
function isText(value: string | Uint8Array): boolean {
  const bytes = typeof value === "string" ? Buffer.from(value) : value;
  const hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return !hasByteOrderMark && isUtf8(bytes);
}

function driftOf(pair: SeedPair, stored: Stored | undefined): "deleted" | "changed" | undefined {
  const expires = pair.expirationTtl !== undefined || pair.expiration !== undefined;
  // KV itself removes records with a TTL.
  if (stored === undefined) return expires ? undefined : "deleted";
  const isSame =
    Buffer.from(stored.value as string).equals(Buffer.from(pair.value as string)) &&
    isDeepStrictEqual(stored.metadata ?? null, asStored(pair.metadata)) &&
    (expires || !stored.expires);
  return isSame ? undefined : "changed";
}

/** Metadata as KV returns it: JSON drops properties that are undefined. */
function asStored(metadata: unknown): unknown {
  return JSON.parse(JSON.stringify(metadata ?? null));
}
