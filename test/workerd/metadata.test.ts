import { describe, expect, test } from "vitest";
import { testWorker } from "./harness.ts";

const { call, attempt, raw } = testWorker();

const GAME = { game: "chess" };
const PLAYER = { metadata: { player: "Ann" } };

describe("metadata", () => {
  test("is optional if its type is, and comes with the list", async () => {
    await call("CACHE.score.put", GAME, 1);
    await call("CACHE.score.put", { game: "go" }, 2, PLAYER);
    expect(await call("CACHE.score.getWithMetadata", GAME)).toEqual({
      value: 1,
      metadata: undefined,
    });
    expect(await call("CACHE.score.list")).toMatchObject([
      { params: GAME, metadata: undefined },
      { params: { game: "go" }, ...PLAYER },
    ]);
  });

  test("is removed by a put that leaves it out, as is the expiration", async () => {
    await call("CACHE.score.put", GAME, 1, PLAYER);
    await call("CACHE.score.put", GAME, 2);
    expect(await call("CACHE.score.getWithMetadata", GAME)).toEqual({
      value: 2,
      metadata: undefined,
    });
    await raw("CACHE.put", "config:flag:new", "{}", { expirationTtl: 600, metadata: { old: 1 } });
    await call("CACHE.flag.put", { name: "new" }, { enabled: true, rollout: 1 });
    expect(await raw("CACHE.list", { prefix: "config:" })).toMatchObject({
      keys: [{ name: "config:flag:new" }],
    });
    expect(await call("CACHE.flag.list")).toEqual([
      { key: "config:flag:new", params: { name: "new" } },
    ]);
  });

  test("loses undeclared keys", async () => {
    await call("CACHE.score.put", GAME, 1, { metadata: { player: "Ann", extra: true } });
    expect(await raw("CACHE.getWithMetadata", "score:chess")).toHaveProperty(
      "metadata",
      PLAYER.metadata,
    );
  });

  test.each([
    ["of another type", { metadata: { player: 5 } }, ["player"]],
    ["too long by its type", { metadata: { player: "x".repeat(21) } }, ["player"]],
    ["no object", { metadata: "Ann" }, []],
  ])("is checked before a write: %s", async (_, options, path) => {
    expect(await attempt("CACHE.score.put", GAME, 1, options)).toMatchObject({
      error: {
        code: "invalid-metadata",
        collection: "CACHE.score",
        key: "score:chess",
        issues: [{ path }],
      },
      kvCalls: [],
    });
  });

  test("that is required and left out is an error before the write", async () => {
    expect(await attempt("CACHE.label.put", { id: "1" }, "x")).toMatchObject({
      error: {
        code: "invalid-metadata",
        message:
          'CACHE.label: the metadata is not of its type: expected a string, received nothing (key "label:1")',
      },
      kvCalls: [],
    });
  });
});

describe("broken metadata written past the accessor", () => {
  const broken = { metadata: { player: 5 } };
  const error = {
    code: "invalid-metadata",
    collection: "CACHE.score",
    key: "score:chess",
    message:
      'CACHE.score: the stored metadata is not of its type: player: expected a string, received a number (key "score:chess")',
  };

  test("is an error if it is requested, even in a list, and is ignored otherwise", async () => {
    await raw("CACHE.put", "score:chess", "1", broken);
    await expect(call("CACHE.score.getWithMetadata", GAME)).rejects.toMatchObject(error);
    await expect(call("CACHE.score.list")).rejects.toMatchObject(error);
    expect(await call("CACHE.score.get", GAME)).toBe(1);
  });

  test("is an error if it is required and missing", async () => {
    await raw("CACHE.put", "label:1", '"x"');
    const missing = { code: "invalid-metadata", key: "label:1" };
    await expect(call("CACHE.label.getWithMetadata", { id: "1" })).rejects.toMatchObject(missing);
    await expect(call("CACHE.label.list")).rejects.toMatchObject(missing);
  });

  test.each([
    [
      "that is not there",
      "label:1",
      undefined,
      "label",
      { id: "1" },
      "expected a string, received nothing",
    ],
    [
      "of another type",
      "score:chess",
      broken,
      "score",
      GAME,
      "player: expected a string, received a number",
    ],
  ])(
    "%s is reported as stored if an update would keep it",
    async (_, key, options, collection, params, what) => {
      await raw("CACHE.put", key, JSON.stringify(collection === "label" ? "x" : 1), options);
      const { error, kvCalls } = await attempt(`CACHE.${collection}.update`, params, { over: {} });
      expect(error).toMatchObject({
        code: "invalid-metadata",
        message: `CACHE.${collection}: the stored metadata is not of its type: ${what} (key "${key}")`,
      });
      expect(kvCalls.map(({ method }) => method)).not.toContain("put");
    },
  );
});
