import fc from "fast-check";
import type { RecordPlace } from "../../src/runtime/value-codec.ts";

/** The place of the records of these tests. */
export const AT: RecordPlace = { collection: "A.item", key: "item:1" };

/** A key ring of two keys; `k2` seals. */
export const RING = `k2:${base64(2)} k1:${base64(1)}`;

/** A key of 32 equal bytes. */
export function base64(byte: number): string {
  return btoa(String.fromCharCode(...new Uint8Array(32).fill(byte)));
}

export const jsonValues: fc.Arbitrary<unknown> = fc.json().map((text) => JSON.parse(text));
export const texts = fc.string({ unit: fc.constantFrom(..."aé漢🙂\0\ufeff\ud7ff\ue000") });
export const manyBytes = fc.uint8Array({ maxLength: 300 });

/** What KV returns for a written value. */
export function storedForm(encoded: unknown): ArrayBuffer {
  return Uint8Array.from(encoded as Uint8Array).buffer;
}

/** What comes of bytes that are cut short, or changed in one place. */
export function damaged(stored: ArrayBuffer): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(stored);
  const at = fc.nat({ max: bytes.length - 1 });
  return fc.oneof(
    at.map((length) => bytes.slice(0, length)),
    fc.tuple(at, fc.integer({ min: 1, max: 255 })).map(([place, bits]) => {
      const changed = bytes.slice();
      changed[place] = (changed[place] ?? 0) ^ bits;
      return changed;
    }),
    fc.uint8Array({ minLength: 1, maxLength: 9 }).map((more) => Uint8Array.of(...bytes, ...more)),
  );
}
