import { pages } from "../../schema/seed/memory-pages.ts";
import { ENTRY_BYTES } from "./entry.ts";

/** Entries a bucket on average: few enough to sort by insertion. */
const BUCKET_ENTRIES = 4;

/** A million buckets, at four bytes each, is the most that is worth the memory. */
const MAX_BUCKET_BITS = 20;

/**
 * Sorts entries, which may be in several parts, by their keys' hashes; of those with the same key the
 * last one stays. Hashes are spread evenly, so buckets by their first bits do nearly all of the work: a
 * million entries take some tenths of a second, and their own size in memory.
 */
export function sortEntries(parts: readonly Buffer[]): Buffer {
  const [first = Buffer.alloc(0)] = parts;
  if (parts.length < 2 && isSorted(first)) return first;
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const count = length / ENTRY_BYTES;
  const bits = Math.min(MAX_BUCKET_BITS, Math.max(1, Math.ceil(Math.log2(count / BUCKET_ENTRIES))));
  const bucketAt = (part: Buffer, at: number) => part.readUInt32BE(at) >>> (32 - bits);

  const starts = new Uint32Array(2 ** bits + 1);
  for (const part of parts) {
    for (let at = 0; at < part.length; at += ENTRY_BYTES) {
      const next = bucketAt(part, at) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    }
  }
  for (let bucket = 1; bucket < starts.length; bucket++) {
    starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0);
  }
  const sorted = Buffer.from(pages(length));
  const ends = starts.slice();
  for (const part of parts) {
    for (let at = 0; at < part.length; at += ENTRY_BYTES) {
      const bucket = bucketAt(part, at);
      const slot = ends[bucket] ?? 0;
      ends[bucket] = slot + 1;
      insert(sorted, (starts[bucket] ?? 0) * ENTRY_BYTES, slot * ENTRY_BYTES, part, at);
    }
  }
  return lastOfEach(sorted);
}

/** Inserts an entry in order into its bucket, after those with the same key. */
function insert(sorted: Buffer, start: number, end: number, entries: Buffer, from: number): void {
  let at = end;
  while (at > start && compareKeys(sorted, at - ENTRY_BYTES, entries, from) > 0) at -= ENTRY_BYTES;
  sorted.copyWithin(at + ENTRY_BYTES, at, end);
  entries.copy(sorted, at, from, from + ENTRY_BYTES);
}

/** Whether the entries are in order, each key once. */
function isSorted(entries: Buffer): boolean {
  for (let at = ENTRY_BYTES; at < entries.length; at += ENTRY_BYTES) {
    if (compareKeys(entries, at - ENTRY_BYTES, entries, at) >= 0) return false;
  }
  return true;
}

function lastOfEach(sorted: Buffer): Buffer {
  let end = 0;
  for (let at = 0; at < sorted.length; at += ENTRY_BYTES) {
    const next = at + ENTRY_BYTES;
    if (next < sorted.length && compareKeys(sorted, at, sorted, next) === 0) continue;
    sorted.copyWithin(end, at, next);
    end += ENTRY_BYTES;
  }
  return sorted.subarray(0, end);
}

/** Compares the keys' hashes of two entries. Nearly always their first halves differ. */
export function compareKeys(a: Buffer, atA: number, b: Buffer, atB: number): number {
  return (
    a.readUInt32BE(atA) - b.readUInt32BE(atB) || a.readUInt32BE(atA + 4) - b.readUInt32BE(atB + 4)
  );
}
