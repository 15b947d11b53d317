import { type AnyKv, attempt, attemptAll, type Cases } from "../attempt.ts";

const NAMES = ["", ".", "..", "...", "x".repeat(512), "x".repeat(513), "é".repeat(257)];
const LONE_SURROGATE = "a\ud800b";

/** Every method with one key. */
function everyMethod(kv: AnyKv, key: unknown) {
  return attemptAll([
    () => kv.put(key, "v"),
    () => kv.get(key),
    () => kv.getWithMetadata(key),
    () => kv.get([key]),
    () => kv.getWithMetadata([key]),
    () => kv.delete(key),
    () => kv.list({ prefix: key }),
  ]);
}

export const keyCases: Cases = {
  "a key is 1 to 512 bytes long and not a dot or two": (kv) =>
    Promise.all(NAMES.map((name) => everyMethod(kv, name))),

  "a key may hold what URLs, paths and SQL take for themselves": async (kv) => {
    const names = ["a/b", "a?b", "a#b", "a%2Fb", "a%", "a_", "a\\b", " ", "a'b", 'a"b', "\u0001"];
    for (const name of names) await kv.put(name, name);
    return Promise.all([
      attemptAll(names.map((name) => () => kv.get(name))),
      attempt(() => kv.get(names)),
      attempt(() => kv.list()),
      attempt(() => kv.list({ prefix: "a%" })),
      attempt(() => kv.list({ prefix: "a_" })),
    ]);
  },

  "a key with a lone surrogate is refused, alone": (kv) => everyMethod(kv, LONE_SURROGATE),

  "a lone surrogate counts three bytes": (kv) =>
    attemptAll([
      () => kv.get("\ud800".repeat(171)),
      () => kv.get(["\ud800".repeat(57)]),
      () => kv.list({ prefix: "\ud800".repeat(57) }),
    ]),

  "anything but a symbol makes a key": async (kv) => {
    const keys = [5, null, undefined, true, 5n, ["a", "b"], {}, { toString: () => "made" }];
    const written = await attemptAll(keys.map((key) => () => kv.put(key, "v")));
    const listed = await attempt(() => kv.list());
    const read = await attemptAll(keys.map((key) => () => kv.getWithMetadata(key)));
    const removed = await attemptAll(keys.map((key) => () => kv.delete(key)));
    return [written, listed, read, removed, await attempt(() => kv.list())];
  },

  "a symbol, or an object without a text, makes no key": async (kv) => [
    await everyMethod(kv, Symbol("key")),
    await everyMethod(kv, Object.create(null)),
    await everyMethod(kv, {
      toString() {
        throw new RangeError("no text");
      },
    }),
  ],

  "a call needs its arguments": (kv) =>
    attemptAll([
      () => kv.get(),
      () => kv.getWithMetadata(),
      () => kv.put(),
      () => kv.put("key"),
      () => kv.delete(),
    ]),

  "a method is called on its binding": (kv) => {
    const { get, getWithMetadata, put, delete: remove, list } = kv;
    const proxy = new Proxy(kv, {});
    return attemptAll([
      ...[() => get("key"), () => get(), () => getWithMetadata("key"), () => put("key", {})],
      ...[() => remove(""), () => list(5), () => proxy.get("key"), () => get.call({}, "key")],
      async () => String(kv),
    ]);
  },

  "a delete takes an array for one key": async (kv) => {
    for (const key of ["a", "b", "a,b"]) await kv.put(key, key);
    return [
      await attempt(() => kv.delete(["a", "b"])),
      await attempt(() => kv.list()),
      await attempt(() => kv.delete(["a"])),
      await attempt(() => kv.list()),
      await attempt(() => kv.delete([])),
      await attempt(() => kv.delete("missing")),
    ];
  },
};
