import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gzip } from "../../src/runtime/gzip.ts";
import { sealed } from "../../src/runtime/sealed.ts";
import { bytes, json, text } from "../../src/runtime/value-codec.ts";
import type { WholeCodec } from "../../src/runtime/whole-codec.ts";
import {
  AT,
  base64,
  damaged,
  jsonValues,
  manyBytes,
  RING,
  storedForm,
  texts,
} from "./random-values.ts";

const CHANGED = "it was changed after it was sealed, or sealed for another KV key";

function under(ring: string, codec: WholeCodec = json) {
  return sealed(codec, "KEYS", ring);
}

async function stored(value: unknown, ring = RING, codec: WholeCodec = json) {
  return storedForm(await under(ring, codec).encode(value, AT));
}

async function failureOf(promise: unknown): Promise<{ code?: string; message: string }> {
  return Promise.resolve(promise).then(
    () => ({ message: "it was read" }),
    (error) => error,
  );
}

describe("a sealed value", () => {
  test.each<[string, WholeCodec, fc.Arbitrary<unknown>]>([
    ["JSON value", json, jsonValues],
    ["text", text, texts],
    ["bytes", bytes, manyBytes],
    ["compressed JSON value", gzip(json), jsonValues],
    ["compressed text", gzip(text), texts],
    ["compressed bytes", gzip(bytes), manyBytes],
  ])("gives back every %s", async (_, codec, values) => {
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        const record = await stored(value, RING, codec);
        expect(await under(RING, codec).decode(record, AT)).toEqual(value);
      }),
    );
  });

  test("consists of its format, the key's id, an initialization vector and the output of AES-GCM", async () => {
    const value = { name: "Ann" };
    const record = new Uint8Array(await stored(value));
    expect(record.subarray(0, 4)).toEqual(new TextEncoder().encode("\u0001\u0002k2"));
    const key = await crypto.subtle.importKey("raw", new Uint8Array(32).fill(2), "AES-GCM", false, [
      "decrypt",
    ]);
    const opened = await crypto.subtle.decrypt(
      {
        name: "AES-GCM",
        iv: record.subarray(4, 16),
        additionalData: new TextEncoder().encode(`\u0001\u0002k2${AT.key}`),
      },
      key,
      record.subarray(16),
    );
    expect(JSON.parse(new TextDecoder().decode(opened))).toEqual(value);
  });

  test("is different each time", async () => {
    const one = new Uint8Array(await stored("a"));
    const other = new Uint8Array(await stored("a"));
    expect(one).not.toEqual(other);
    expect(one.length).toBe(other.length);
  });

  test("cannot be opened under another key of KV", async () => {
    const record = await stored("a");
    const moved = { ...AT, key: "item:2" };
    expect((await failureOf(under(RING).decode(record, moved))).message).toBe(CHANGED);
    // A collection may get another name.
    expect(await under(RING).decode(record, { ...AT, collection: "B.item" })).toBe("a");
  });

  test("cannot be opened if it was cut or changed anywhere", async () => {
    const record = await stored({ name: "Ann" });
    await fc.assert(
      fc.asyncProperty(damaged(record), async (broken) => {
        const { message } = await failureOf(under(RING).decode(broken.buffer, AT));
        expect(message).toMatch(/^it (?:was changed after|is not sealed)|is sealed with the key/);
        expect(message).not.toContain("Ann");
      }),
      { numRuns: 500 },
    );
  });

  test.each(["", "a", '{"name":"Ann"}'])(
    "is not confused with other values: %j",
    async (written) => {
      const plain = storedForm(new TextEncoder().encode(written));
      expect((await failureOf(under(RING).decode(plain, AT))).message).toBe("it is not sealed");
    },
  );
});

describe("a key ring", () => {
  test("seals with its first key, and opens with all of them", async () => {
    const [k2 = "", k1 = ""] = RING.split(" ");
    const old = await stored("old", k1);
    expect(await under(RING).decode(old, AT)).toBe("old");
    const renewed = await stored("new", RING);
    expect(await under(k2).decode(renewed, AT)).toBe("new");
    expect(await failureOf(under(k1).decode(renewed, AT))).toMatchObject({
      code: "invalid-secret",
      message:
        'A.item: the value is sealed with the key `k2`, which the secret KEYS does not have (key "item:1")',
    });
  });

  test("may have its keys on separate lines", async () => {
    const lines = `\n${RING.replace(" ", "\r\n")}\n`;
    expect(await under(lines).decode(await stored("a"), AT)).toBe("a");
  });

  test("may be in the Secrets Store, and follows changes there", async () => {
    const [k2 = "", k1 = ""] = RING.split(" ");
    let ring = k1;
    const codec = sealed(json, "KEYS", { get: async () => ring });
    const old = storedForm(await codec.encode("old", AT));
    ring = RING;
    expect(await codec.decode(old, AT)).toBe("old");
    const renewed = storedForm(await codec.encode("new", AT));
    expect(await under(k2).decode(renewed, AT)).toBe("new");
  });

  test("seals a record with its first key when the record is renewed, if it was sealed with another", async () => {
    const k2 = `k2:${base64(2)}`;
    const old = await stored("a", `k1:${base64(1)}`);
    const renewed = await under(`${k2} k1:${base64(1)}`).renewed?.(old, AT);
    expect(await under(k2).decode(renewed as ArrayBuffer, AT)).toBe("a");
    expect(await under(k2).renewed?.(renewed as ArrayBuffer, AT)).toBe(renewed);
  });

  test("leaves what it cannot open as it is when the record is renewed", async () => {
    const plain = new TextEncoder().encode('"a"').buffer as ArrayBuffer;
    const other = await stored("a", `k9:${base64(9)}`);
    for (const record of [plain, other])
      expect(await under(RING).renewed?.(record, AT)).toBe(record);
  });

  test("that the Secrets Store does not return is reported", async () => {
    const none = async () => Promise.reject(new Error("Secret not found"));
    const codec = sealed(json, "KEYS", { get: none });
    expect(await failureOf(codec.encode("a", AT))).toMatchObject({
      code: "invalid-secret",
      message: 'A.item: the secret KEYS did not load: Secret not found (key "item:1")',
    });
  });

  test("cannot open values with another key under the same id", async () => {
    const { message } = await failureOf(under(`k2:${base64(9)}`).decode(await stored("a"), AT));
    expect(message).toBe(CHANGED);
  });

  const key = base64(7);
  test.each<[string, unknown, string]>([
    ["missing", undefined, "is not set: `wrangler secret put KEYS` stores a key ring"],
    ["empty", "", "is not a key ring"],
    ["a variable of the wrangler file", { k1: "no text" }, "is not a key ring"],
    ["a number", 5, "is not a key ring"],
    ["a key without an id", key, "is not a key ring"],
    ["a key of another length", `k1:${key.slice(4)}`, "is not a key ring"],
    ["a key that is no base64", `k1:${"?".repeat(43)}=`, "is not a key ring"],
    ["an id with a colon", `k:1:${key}`, "is not a key ring"],
    ["keys with commas", `k1:${key},k2:${key}`, "is not a key ring"],
    ["one good key and one bad", `k1:${key} k2:abc`, "is not a key ring"],
    ["two keys with one id", `k1:${key} k1:${base64(8)}`, "has two keys with the id `k1`"],
  ])("that is none is told without what it holds: %s", async (_, ring, reason) => {
    const codec = under(ring as string);
    const record = await stored("a");
    for (const call of [() => codec.encode("a", AT), () => codec.decode(record, AT)]) {
      const { code, message } = await failureOf(call());
      expect(code).toBe("invalid-secret");
      expect(message).toContain(`A.item: the secret KEYS ${reason}`);
      expect(message).toContain('(key "item:1")');
      expect(message).not.toContain(key.slice(0, 8));
      expect(message).not.toContain("abc");
    }
  });
});
