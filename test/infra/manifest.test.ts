import fc from "fast-check";
import { expect, test } from "vitest";
import { ENTRY_BYTES, HASH_BYTES } from "../../infra/seed/entry.ts";
import { Manifest } from "../../infra/seed/manifest.ts";

/** Hashes that lie anywhere, and such as differ in their last bytes alone. */
const keyHash = fc.oneof(
  fc.uint8Array({ minLength: HASH_BYTES, maxLength: HASH_BYTES }),
  fc.integer({ min: 0, max: 999 }).map((n) => {
    const hash = Buffer.alloc(HASH_BYTES, 0x7f);
    hash.writeUInt16BE(n, HASH_BYTES - 2);
    return hash;
  }),
  fc.constantFrom(Buffer.alloc(HASH_BYTES), Buffer.alloc(HASH_BYTES, 0xff)),
);

const entry = fc
  .tuple(keyHash, fc.integer({ min: 0, max: 3 }))
  .map(([key, content]) => Buffer.concat([key, Buffer.alloc(HASH_BYTES, content)]));

test("a manifest finds exactly its own entries, however their hashes are distributed", () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 300 }), fc.array(entry), (own, others) => {
      const manifest = new Manifest(Buffer.concat(own));
      const last = new Map(
        own.map((entry) => [entry.toString("hex", 0, HASH_BYTES), entry.toString("hex")]),
      );
      expect(manifest.size).toBe(last.size);
      for (const each of [...own, ...others]) {
        const isThere = last.get(each.toString("hex", 0, HASH_BYTES)) === each.toString("hex");
        expect(manifest.hasEntry(each)).toBe(isThere);
        const position = manifest.positionOf(each);
        if (position !== undefined) expect(manifest.pick([position])).toEqual(each);
      }
      expect(Buffer.from(manifest.toString(), "base64").length).toBe(last.size * ENTRY_BYTES);
    }),
    { numRuns: 500 },
  );
});
