import { attempt, attemptAll, type Cases } from "../attempt.ts";

const names = (count: number) => Array.from({ length: count }, (_, index) => `key${index}`);

const LIKE_INTEGERS = [
  ...["0", "42", "-1", "01", "1.5", "1e3", " 1", "4294967294", "4294967295", "4294967296"],
  ...["9007199254740993", "NaN", "Infinity"],
];
const LIKE_PROPERTIES = ["__proto__", "constructor", "toString", "hasOwnProperty", "length"];

export const bulkReadCases: Cases = {
  "a bulk read takes 1 to 100 keys": (kv) =>
    attemptAll([
      () => kv.get([]),
      () => kv.getWithMetadata([]),
      () => kv.get(names(100)),
      () => kv.get(names(101)),
      () => kv.getWithMetadata(names(101)),
      () => kv.get(names(101), "stream"),
      () => kv.get([], "stream"),
    ]),

  "keys like array indices and `__proto__` are lost": async (kv) => {
    const keys = [...LIKE_INTEGERS, ...LIKE_PROPERTIES];
    const before = await attempt(() => kv.get(keys));
    for (const key of keys) await kv.put(key, '{"x":1}');
    return [
      before,
      await attempt(() => kv.get(keys)),
      await attempt(() => kv.getWithMetadata(keys, "json")),
    ];
  },

  "`__proto__` is lost unless it is asked for twice and missing": async (kv) => {
    const keys = ["__proto__", "a", "__proto__", "__proto__"];
    const missing = await attempt(() => kv.get(keys));
    await kv.put("__proto__", '{"__proto__":{"x":1}}');
    return [missing, await attempt(() => kv.get(keys)), await attempt(() => kv.get(keys, "json"))];
  },

  "the answer has the order of the keys, each once": async (kv) => {
    await kv.put("b", "1");
    return attemptAll([
      () => kv.get(["z", "b", "a", "z", "b"]),
      () => kv.getWithMetadata(["b", "a", "b"]),
    ]);
  },

  "anything in the array makes a key, and only an array is one": async (kv) => {
    await kv.put("key", "v");
    return attemptAll([
      () => kv.get([5, null, undefined, true, 5n, {}, ["key"]]),
      // biome-ignore lint/suspicious/noSparseArray: a hole is what is tested
      () => kv.get([, "key"]),
      () => kv.get([Symbol("key")]),
      () => kv.getWithMetadata([Symbol("key")]),
      () => kv.get(new Set(["key"])),
      () => kv.get(new Uint8Array([1])),
      () => kv.getWithMetadata(new Set(["key"])),
    ]);
  },

  "one value that is no JSON spoils the batch": async (kv) => {
    for (const [key, value] of ["{", "", "1", "text"].entries()) await kv.put(`key${key}`, value);
    return attemptAll([
      () => kv.get(["key2"], "json"),
      () => kv.get(["key2", "key0"], "json"),
      () => kv.get(["key1"], "json"),
      () => kv.getWithMetadata(["key3", "key2"], { type: "json" }),
      () => kv.get(["key0", "key1", "key3"], "text"),
    ]);
  },

  "the first thing that is wrong is told": async (kv) => {
    await kv.put("bad", "{");
    return attemptAll([
      () => kv.get(["bad", ""], "json"),
      () => kv.get(["", "bad"], "json"),
      () => kv.get(["."], { cacheTtl: 1 }),
      () => kv.get(["bad"], { cacheTtl: 1, type: "json" }),
      () => kv.get(["bad"], { cacheTtl: 1, type: "x" }),
    ]);
  },

  "an answer has 25 MiB at most": async (kv) => {
    const half = 13_107_200;
    await kv.put("a", "x".repeat(half));
    await kv.put("b", "x".repeat(half));
    await kv.put("c", "x");
    const size = async (keys: readonly string[]) =>
      ((await kv.get(keys)) as Map<string, string>).size;
    return attemptAll([() => size(["a", "b"]), () => size(["a", "b", "c"])]);
  },
};
