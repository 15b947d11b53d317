import { attempt, attemptAll, type Cases } from "../attempt.ts";

const OPTIONS: readonly unknown[] = [
  ...[null, undefined, "text", "TEXT", "", "bytes", 5, true, 5n, {}, [], () => 1, new Date(0)],
  ...[{ type: "json" }, { type: "bad" }, { type: null }, { type: undefined }, { type: {} }],
  ...[{ type: "" }, { type: "stream" }, Symbol("type"), { type: Symbol("type") }],
];

const CACHE_TTLS: readonly unknown[] = [
  ...[29, 30, 29.9, 30.9, -1, 0, "60", "abc", Number.NaN, Number.POSITIVE_INFINITY, null],
  ...[undefined, 2_147_483_647, 2_147_483_648, 60n, true, {}, [60], Symbol("ttl")],
];

const THROWING = {
  get type() {
    throw new RangeError("no type");
  },
};

export const readCases: Cases = {
  "a read takes a type or options, whatever they are": async (kv) => {
    await kv.put("key", "v");
    return Promise.all(
      OPTIONS.map((options) =>
        attemptAll([
          () => kv.get("key", options),
          () => kv.get("missing", options),
          () => kv.get(["key"], options),
          () => kv.getWithMetadata("key", options),
          () => kv.getWithMetadata(["key", "missing"], options),
        ]),
      ),
    );
  },

  "a cacheTtl is whole seconds from 30 on": async (kv) => {
    await kv.put("key", "v");
    return Promise.all(
      CACHE_TTLS.map((cacheTtl) =>
        attemptAll([
          () => kv.get("key", { cacheTtl }),
          () => kv.get("missing", { cacheTtl, type: "bad" }),
          () => kv.get(["key"], { cacheTtl }),
          () => kv.getWithMetadata(["key"], { cacheTtl, type: "bad" }),
        ]),
      ),
    );
  },

  "an option that throws is thrown at once": (kv) =>
    attemptAll([
      () => kv.get("key", THROWING),
      () => kv.get(["key"], THROWING),
      () => kv.getWithMetadata("", THROWING),
    ]),

  "a missing key is null in every way": (kv) =>
    attemptAll([
      () => kv.get("missing", "stream"),
      () => kv.get("missing", "bad"),
      () => kv.getWithMetadata("missing"),
      () => kv.get(["missing"]),
      () => kv.getWithMetadata(["missing"], "json"),
    ]),

  "metadata comes with the value": async (kv) => {
    const metadata = [0, "", false, { a: "é漢🙂" }, [1], "\ud800"];
    for (const [index, value] of metadata.entries()) {
      await kv.put(`key${index}`, "1", { metadata: value });
    }
    const keys = [...metadata.keys(), "missing"].map((index) => `key${index}`);
    return [
      await attemptAll(keys.map((key) => () => kv.getWithMetadata(key, "arrayBuffer"))),
      await attempt(() => kv.getWithMetadata(keys, "json")),
      await attempt(() => kv.list()),
    ];
  },
};
