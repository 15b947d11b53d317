import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gzip } from "../../src/runtime/gzip.ts";
import { sealed } from "../../src/runtime/sealed.ts";
import type { Upcasts } from "../../src/runtime/upcast.ts";
import type { ValueCodec } from "../../src/runtime/value-codec.ts";
import { besideVersion, versionInMetadata } from "../../src/runtime/version-in-metadata.ts";
import { versioned } from "../../src/runtime/versioned.ts";
import { AT, jsonValues, RING, storedForm } from "./random-values.ts";

/** Upcasts that leave a trace each, the second of them after a while. */
const UPCASTS: Upcasts = {
  1: (value: unknown) => ({ from1: value }),
  2: async (value: unknown) => ({ from2: value }),
};

const third = versioned(3, UPCASTS);

/** Any JSON, also of the form of an envelope. */
const values = fc.oneof(
  jsonValues,
  fc.record({ $version: fc.oneof(fc.integer(), jsonValues), $value: jsonValues }),
);

/** What JSON cannot tell apart: `-0` is 0. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe("a version in an envelope", () => {
  test("is written around every value, and removed once", async () => {
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        const encoded = (await third.encode(value, AT)) as string;
        expect(JSON.parse(encoded)).toEqual({ $version: 3, $value: asJson(value) });
        expect(await third.decode(encoded, AT)).toEqual(asJson(value));
      }),
    );
  });

  test.each<[string, unknown, unknown]>([
    ["the current version", { $version: 3, $value: "a" }, "a"],
    ["the version before", { $version: 2, $value: "a" }, { from2: "a" }],
    ["the first version", { $version: 1, $value: "a" }, { from2: { from1: "a" } }],
    ["no version", "a", { from2: { from1: "a" } }],
    ["an object without a version", { name: "a" }, { from2: { from1: { name: "a" } } }],
    ["null", null, { from2: { from1: null } }],
    [
      "an envelope within an envelope",
      { $version: 3, $value: { $version: 1, $value: "a" } },
      { $version: 1, $value: "a" },
    ],
    ["an envelope with its parts in another order", { $value: null, $version: 3 }, null],
  ])("is read, of %s", async (_, stored, value) => {
    expect(await third.decode(JSON.stringify(stored, null, 2), AT)).toEqual(value);
  });

  test.each([
    { $version: 0, $value: 1 },
    { $version: 1.5, $value: 1 },
    { $version: "3", $value: 1 },
    { $version: 3 },
    { $value: 3 },
    { $version: 3, value: 1 },
    { $version: 3, $value: 1, more: 1 },
    [3, 1],
  ])("is not confused with what only looks like one: %j", async (stored) => {
    expect(await third.decode(JSON.stringify(stored), AT)).toEqual({ from2: { from1: stored } });
  });

  test("may be compressed and sealed", async () => {
    const inner = gzip(third);
    for (const codec of [inner, sealed(inner, "KEYS", RING)] as ValueCodec<"arrayBuffer">[]) {
      const old = gzip(versioned(2, UPCASTS));
      const older = codec === inner ? old : sealed(old, "KEYS", RING);
      const stored = storedForm(await older.encode("a", AT));
      expect(await codec.decode(stored, AT)).toEqual({ from2: "a" });
    }
  });

  test("reports values that JSON cannot represent, and texts that are not JSON", async () => {
    await expect(async () => third.encode(undefined, AT)).rejects.toThrow(
      "JSON has no form for it",
    );
    await expect(async () => third.decode("<html>", AT)).rejects.toThrow("it is not JSON");
  });
});

describe("a version that cannot be read", () => {
  test("may be a newer one", async () => {
    await expect(third.decode('{"$version":4,"$value":"private"}', AT)).rejects.toThrow(
      new Error("it has version 4, but this Worker knows at most 3"),
    );
  });

  test("may be one whose upcast fails, and is reported without the value", async () => {
    const cause = new Error("private");
    const failing: Upcasts = { 1: (value) => value, 2: () => Promise.reject(cause) };
    const error = await Promise.resolve(versioned(3, failing).decode('"private"', AT)).catch(
      (error) => error,
    );
    expect(error).toMatchObject({ message: "the upcast from version 2 failed", cause });
  });
});

describe("a version in the metadata", () => {
  const { upcast, with: marked } = versionInMetadata(3, UPCASTS);
  const without = (metadata: unknown) => besideVersion<unknown>((input) => input)(metadata, []);

  test("is stored beside the author's metadata, and kept apart from it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), jsonValues), async (metadata) => {
        const stored = marked(metadata);
        expect(stored).toMatchObject({ $version: 3 });
        expect(without(stored)).toEqual(metadata);
        expect(await upcast("a", stored)).toBe("a");
      }),
    );
    expect(marked(undefined)).toEqual({ $version: 3 });
  });

  test.each<[unknown, unknown]>([
    [{ $version: 2, size: 1 }, { from2: "a" }],
    [{ $version: 1 }, { from2: { from1: "a" } }],
    [{ size: 1 }, { from2: { from1: "a" } }],
    [{ $version: "3" }, { from2: { from1: "a" } }],
    [null, { from2: { from1: "a" } }],
    [undefined, { from2: { from1: "a" } }],
    [[3], { from2: { from1: "a" } }],
  ])("is read, or is the first: %j", async (metadata, value) => {
    expect(await upcast("a", metadata)).toEqual(value);
  });

  test("is left unchanged in old records", () => {
    for (const metadata of [null, undefined, "a", [1], { size: 1 }]) {
      expect(without(metadata)).toEqual(metadata);
    }
  });
});
