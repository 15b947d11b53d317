import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { testWorker } from "./harness.ts";

const { call, attempt, raw, workerd } = testWorker();

const USER = "0190a0b0-1111-4222-8333-444455556666";
const SESSION = { userId: USER, device: "web" };
const VALUE = { cart: ["tea", "ünïcødé 🙂"], seenAt: "2026-11-24T12:00:00Z", theme: "dark" };
const METADATA = { metadata: { ip: "10.0.0.1" } };

describe("values are read as written", () => {
  test("JSON with metadata", async () => {
    await call("CACHE.session.put", SESSION, VALUE, METADATA);
    expect(await call("CACHE.session.get", SESSION)).toEqual(VALUE);
    expect(await call("CACHE.session.getWithMetadata", SESSION)).toEqual({
      value: VALUE,
      ...METADATA,
    });
    expect(await raw("CACHE.get", `session:${USER}:web`)).toBe(JSON.stringify(VALUE));
  });

  test.each([null, 0, "", false, [], { "10": 2, "9": 3, constructor: "x" }])(
    "any JSON, and no value counts as a missing one: %j",
    async (value) => {
      const params = { user: "1", setting: "any" };
      await call("CACHE.setting.put", params, value);
      expect(await call("CACHE.setting.get", params)).toEqual(value);
      expect(await raw("CACHE.get", "user:1:any")).toBe(JSON.stringify(value));
    },
  );

  test.each(["plain", "", "null", "\ufeffwith a mark", "line\nbreak\u0000", "🙂"])(
    "unchanged text: %j",
    async (value) => {
      await call("RECORDS.note.put", { author: "ann" }, value, { ttl: "1h" });
      expect(await call("RECORDS.note.get", { author: "ann" })).toBe(value);
      expect(await raw("RECORDS.get", "note:ann")).toBe(value);
    },
  );

  test("an empty string with its metadata", async () => {
    await call("RECORDS.banner.put", "", { metadata: { by: "ann" } });
    expect(await call("RECORDS.banner.getWithMetadata")).toEqual({
      value: "",
      metadata: { by: "ann" },
    });
  });

  test("unchanged bytes, even none, with the headers of a file", async () => {
    for (const bytes of [new Uint8Array(), Uint8Array.of(0, 255, 128)]) {
      const metadata = { contentType: "image/png" };
      await call("CACHE.page.put", { path: "a/b.png" }, bytes, { metadata });
      const digest = createHash("sha256").update(bytes).digest("base64url");
      expect(await call("CACHE.page.getWithMetadata", { path: "a/b.png" })).toEqual({
        value: bytes,
        metadata: { ...metadata, etag: `"${digest.slice(0, 27)}"`, size: bytes.length },
      });
    }
  });

  test("the only record of a singleton", async () => {
    expect(await call("RECORDS.settings.key")).toBe("settings");
    expect(await call("RECORDS.settings.get")).toBeNull();
    await call("RECORDS.settings.put", { currency: "EUR" });
    expect(await call("RECORDS.settings.get")).toEqual({ currency: "EUR" });
    await call("RECORDS.settings.delete");
    expect(await call("RECORDS.settings.get")).toBeNull();
  });
});

describe("a missing key", () => {
  test("reads as null, or as the fallback", async () => {
    expect(await call("CACHE.session.get", SESSION)).toBeNull();
    expect(await call("CACHE.session.getWithMetadata", SESSION)).toBeNull();
    expect(await call("CACHE.flag.get", { name: "new" })).toEqual({ enabled: false, rollout: 0 });
    expect(await call("RECORDS.banner.get")).toBe("");
    expect(await call("RECORDS.banner.getWithMetadata")).toBeNull();
  });

  test("can be deleted without an error, and an existing one is deleted", async () => {
    await call("CACHE.flag.delete", { name: "new" });
    await call("CACHE.flag.put", { name: "new" }, { enabled: true, rollout: 5 });
    await call("CACHE.flag.delete", { name: "new" });
    expect(await raw("CACHE.get", "config:flag:new")).toBeNull();
  });
});

describe("the value's type", () => {
  test("removes undeclared keys and fills defaults in, in both directions", async () => {
    const { theme: _, ...sparse } = VALUE;
    await call("CACHE.session.put", SESSION, { ...sparse, extra: 1 }, METADATA);
    expect(JSON.parse(String(await raw("CACHE.get", `session:${USER}:web`)))).toEqual({
      ...sparse,
      theme: "light",
    });
    await raw("CACHE.put", `session:${USER}:web`, JSON.stringify({ ...sparse, extra: 1 }));
    expect(await call("CACHE.session.get", SESSION)).toEqual({ ...sparse, theme: "light" });
  });

  test.each([
    ["a field of another type", { ...VALUE, cart: ["tea", 5] }, ["cart", 1]],
    ["a missing field", { cart: [] }, ["seenAt"]],
    ["no object at all", "text", []],
    ["nothing", undefined, []],
  ])("is checked before a write: %s", async (_, value, path) => {
    expect(await attempt("CACHE.session.put", SESSION, value, METADATA)).toMatchObject({
      error: {
        name: "KeyloomError",
        code: "invalid-value",
        collection: "CACHE.session",
        key: `session:${USER}:web`,
        issues: [{ path }],
      },
      kvCalls: [],
    });
  });

  test("rejects text that UTF-8 cannot represent, which KV would change silently", async () => {
    expect(
      await attempt("RECORDS.note.put", { author: "ann" }, "a\ud800b", { ttl: "1h" }),
    ).toMatchObject({
      error: {
        code: "invalid-value",
        message:
          'RECORDS.note: the value cannot be stored: it holds a lone surrogate (key "note:ann")',
      },
      kvCalls: [],
    });
  });
});

describe("a broken value written past the accessor", () => {
  test.each([
    ["no JSON", "not json", "the stored value cannot be read: it is not JSON"],
    ["empty", "", "the stored value cannot be read: it is empty, not JSON"],
    ["of another type", "[]", "the stored value is not of its type: expected an object"],
    ["JSON's null", "null", "the stored value is not of its type: expected an object"],
    ["without a field", '{"enabled":true}', "rollout: expected a number, received nothing"],
    ["out of bounds", '{"enabled":true,"rollout":101}', "rollout: expected a number up to 100"],
  ])("is an error with its key, never a result: %s", async (_, stored, message) => {
    await raw("CACHE.put", "config:flag:new", stored);
    const { result, error } = await attempt("CACHE.flag.get", { name: "new" });
    expect(result).toBeUndefined();
    expect(error).toMatchObject({
      name: "KeyloomError",
      code: "invalid-value",
      collection: "CACHE.flag",
      key: "config:flag:new",
    });
    expect(error?.["message"]).toContain(message);
    expect(error?.["message"]).toContain("CACHE.flag: ");
    expect(error?.["message"]).toContain('(key "config:flag:new")');
  });

  test("is not quoted by the message, since values do not belong in a log", async () => {
    await raw("CACHE.put", "config:flag:new", "secret-token");
    const { error } = await attempt("CACHE.flag.get", { name: "new" });
    expect(JSON.stringify(error)).not.toContain("secret");
  });

  test("is an error of `getWithMetadata` as well", async () => {
    await raw("CACHE.put", `session:${USER}:web`, "{", METADATA);
    await expect(call("CACHE.session.getWithMetadata", SESSION)).rejects.toMatchObject({
      code: "invalid-value",
      key: `session:${USER}:web`,
    });
  });
});

test("concurrent puts leave one of the values whole", async () => {
  const writes = Array.from({ length: 20 }, (_, rollout) =>
    workerd.call("CACHE.flag.put", { name: "busy" }, { enabled: rollout % 2 === 0, rollout }),
  );
  await Promise.all(writes);
  const found = (await workerd.call("CACHE.flag.get", { name: "busy" })) as Record<string, unknown>;
  expect(found["enabled"]).toBe(Number(found["rollout"]) % 2 === 0);
});
