import { describe, expect, test } from "vitest";
import { testWorker } from "./harness.ts";
import { repeated, zeros } from "./tagged.ts";

const { call, attempt, raw } = testWorker();

const MAX_VALUE = 26_214_400;
const ASSET = { metadata: { contentType: "text/plain" } };
const EVER = { ttl: "1d" };

describe("a key of 512 bytes", () => {
  test.each([
    ["one byte a character", "x".repeat(506)],
    ["two", "é".repeat(253)],
    ["three", `${"漢".repeat(168)}xx`],
    ["four", `${"🙂".repeat(126)}xx`],
    ["percent-encoded", `${":".repeat(168)}xx`],
  ])("is accepted, and one byte more is rejected before KV is called: %s", async (_, id) => {
    const options = { metadata: "m" };
    await call("CACHE.label.put", { id }, "value", options);
    expect(await call("CACHE.label.get", { id })).toBe("value");
    expect(await call("CACHE.label.list")).toMatchObject([{ params: { id } }]);
    const longer = { id: `${id}x` };
    const refused = {
      error: { name: "KeyloomError", code: "key-too-long", collection: "CACHE.label" },
      kvCalls: [],
    };
    expect(await attempt("CACHE.label.put", longer, "value", options)).toMatchObject(refused);
    expect(await attempt("CACHE.label.get", longer)).toMatchObject(refused);
    expect(await attempt("CACHE.label.getWithMetadata", longer)).toMatchObject(refused);
    expect(await attempt("CACHE.label.delete", longer)).toMatchObject(refused);
    expect(await attempt("CACHE.label.key", longer)).toMatchObject(refused);
    const { error } = await attempt("CACHE.label.key", longer);
    expect(error?.["message"]).toContain("the key has 513 bytes, KV takes at most 512");
  });

  test("is the longest prefix that a list accepts", async () => {
    expect(await call("CACHE.setting.list", { user: "x".repeat(506) })).toEqual([]);
    expect(await attempt("CACHE.setting.list", { user: "x".repeat(507) })).toMatchObject({
      error: { code: "key-too-long" },
      kvCalls: [],
    });
  });
});

describe("a value of 25 MiB", () => {
  test.each([
    ["text", "RECORDS.note", { author: "ann" }, repeated("x", MAX_VALUE), EVER],
    [
      "text of three bytes a character",
      "RECORDS.note",
      { author: "ann" },
      repeated("漢", 8_738_133),
      EVER,
    ],
    [
      "JSON with its quotes",
      "CACHE.setting",
      { user: "1", setting: "s" },
      repeated("x", MAX_VALUE - 2),
      {},
    ],
    ["bytes", "CACHE.page", { path: "p" }, zeros(MAX_VALUE), ASSET],
  ])("is accepted: %s", async (_, target, params, value, options) => {
    await call(`${target}.put`, params, value, options);
    expect(await raw(`${target.split(".")[0]}.list`)).toMatchObject({ keys: [{}] });
  });

  test.each([
    ["text", "RECORDS.note", { author: "ann" }, repeated("x", MAX_VALUE + 1), EVER, 26_214_401],
    [
      "text of three bytes a character",
      "RECORDS.note",
      { author: "ann" },
      repeated("漢", 8_738_134),
      EVER,
      26_214_402,
    ],
    [
      "JSON with its quotes",
      "CACHE.setting",
      { user: "1", setting: "s" },
      repeated("x", MAX_VALUE - 1),
      {},
      26_214_401,
    ],
    ["bytes", "CACHE.page", { path: "p" }, zeros(MAX_VALUE + 1), ASSET, 26_214_401],
  ])(
    "is rejected before KV is called with one byte more: %s",
    async (_, target, params, value, options, size) => {
      const { error, kvCalls } = await attempt(`${target}.put`, params, value, options);
      expect(error).toMatchObject({ code: "value-too-large", collection: target });
      expect(error?.["message"]).toContain(
        `the value has ${size} bytes, KV takes at most 26214400`,
      );
      expect(kvCalls).toEqual([]);
    },
  );
});

describe("metadata of 1,024 bytes of JSON", () => {
  test.each([
    ["one byte a character", "x".repeat(1022)],
    ["three", `${"漢".repeat(340)}xx`],
    ["escaped", "\n".repeat(511)],
    ["lone surrogates, escaped", `${"\ud800".repeat(170)}xx`],
  ])("is accepted, and one byte more is rejected before KV is called: %s", async (_, metadata) => {
    await call("CACHE.label.put", { id: "1" }, "value", { metadata });
    expect(await call("CACHE.label.getWithMetadata", { id: "1" })).toEqual({
      value: "value",
      metadata,
    });
    const longer = { metadata: `${metadata}x` };
    const { error, kvCalls } = await attempt("CACHE.label.put", { id: "1" }, "value", longer);
    expect(error).toMatchObject({ code: "metadata-too-large", key: "label:1" });
    expect(error?.["message"]).toContain("1025 bytes, KV takes at most 1024");
    expect(kvCalls).toEqual([]);
  });
});

describe("cacheTtl", () => {
  test("reaches KV unchanged", async () => {
    const { kvCalls } = await attempt("CACHE.flag.get", { name: "a" }, { cacheTtl: 30 });
    expect(kvCalls).toMatchObject([{ method: "get", options: { type: "text", cacheTtl: 30 } }]);
    expect(
      await attempt("RECORDS.banner.getWithMetadata", { cacheTtl: 2_147_483_647 }),
    ).toMatchObject({
      result: null,
      kvCalls: [{ method: "getWithMetadata", options: { cacheTtl: 2_147_483_647 } }],
    });
  });

  test.each([29, 0, -30, 30.5, Number.NaN, 2_147_483_648, "60"])(
    "is rejected before KV is called if KV would reject or cut it: %j",
    async (cacheTtl) => {
      for (const method of ["get", "getWithMetadata"]) {
        const { error, kvCalls } = await attempt(`RECORDS.banner.${method}`, { cacheTtl });
        expect(error).toMatchObject({ code: "invalid-cache-ttl", key: "banner" });
        expect(error?.["message"]).toContain(`\`cacheTtl\` is ${cacheTtl}: write whole seconds`);
        expect(kvCalls).toEqual([]);
      }
    },
  );
});
