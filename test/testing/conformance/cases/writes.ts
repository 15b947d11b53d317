import { type AnyKv, attempt, attemptAll, type Cases } from "../attempt.ts";

/** Far enough away that a clock which moves on meanwhile changes nothing. */
const LATER = 2_000_000_000;

const EXPIRATIONS: readonly unknown[] = [
  ...[0, -5, 1, LATER, LATER + 0.7, String(LATER), null, undefined, Number.NaN, LATER * 1_000],
  ...[2_147_483_647, 2_147_483_648, [LATER], 60n],
];

const BAD_TTLS: readonly unknown[] = [
  ...[59, 59.9, 0, -1, "abc", Number.NaN, Number.POSITIVE_INFINITY, null, true, {}, 60n],
  ...[2_147_483_648, -2_147_483_649, Symbol("ttl")],
];

const circular: { self?: unknown } = {};
circular.self = circular;

const METADATA: readonly unknown[] = [
  ...[null, undefined, { a: 1 }, "s", 5, true, [], "", " padded ", Number.NaN, 5n, Symbol("m")],
  ...[() => 1, { a: undefined, b: () => 1, c: new Date(0) }, new Map([[1, 2]]), "\ud800"],
  ...["a\u0000b\n", "é漢🙂", { ["__proto__"]: 1 }, circular, { toJSON: () => undefined }],
  ...["x".repeat(1022), "x".repeat(1023), "é".repeat(511), "é".repeat(512)],
];

async function putAndList(kv: AnyKv, options: unknown) {
  await kv.delete("key");
  return attemptAll([
    () => kv.put("key", "v", options),
    () => kv.list(),
    () => kv.getWithMetadata("key"),
  ]);
}

async function eachInTurn(kv: AnyKv, all: readonly unknown[]) {
  const seen: unknown[] = [];
  for (const options of all) seen.push(await putAndList(kv, options));
  return seen;
}

export const writeCases: Cases = {
  "options are an object, or nothing": (kv) =>
    eachInTurn(kv, [null, undefined, {}, [], () => 1, new Date(0), 5, "x", true, 5n, Symbol("o")]),

  "an expiration is whole seconds, a minute ahead at least": (kv) =>
    eachInTurn(
      kv,
      EXPIRATIONS.map((expiration) => ({ expiration })),
    ),

  "a TTL is whole seconds from 60 on": (kv) =>
    eachInTurn(
      kv,
      BAD_TTLS.map((expirationTtl) => ({ expirationTtl })),
    ),

  "a TTL becomes an expiration": async (kv) => {
    const seen: unknown[] = [];
    for (const expirationTtl of [60, 60.9, "60", [60], new Date(60), 86_400, 2_147_483_647]) {
      await kv.put("key", "v", { expirationTtl });
      const before = Math.floor(Date.now() / 1_000);
      const { keys } = (await kv.list()) as { keys: { expiration: number }[] };
      const left = (keys[0]?.expiration ?? 0) - before;
      seen.push(Math.abs(left - Math.trunc(Number(expirationTtl))) <= 3 ? expirationTtl : left);
    }
    return seen;
  },

  "with both expirations the TTL wins, right or wrong": async (kv) => {
    const put = (options: unknown) => attempt(() => kv.put("key", "v", options));
    const wrong = [
      await put({ expiration: LATER, expirationTtl: 1 }),
      await put({ expiration: LATER, expirationTtl: 0 }),
      await put({ expiration: LATER, expirationTtl: null }),
    ];
    await kv.put("key", "v", { expiration: LATER, expirationTtl: 100 });
    const { keys } = (await kv.list()) as { keys: { expiration: number }[] };
    const isTtl = (keys[0]?.expiration ?? LATER) < LATER;
    return [...wrong, await put({ expiration: 1, expirationTtl: 100 }), isTtl];
  },

  "metadata is what JSON makes of it, in 1,024 bytes at most": (kv) =>
    eachInTurn(
      kv,
      METADATA.map((metadata) => ({ metadata })),
    ),

  "a put replaces value, metadata and expiration": async (kv) => {
    await kv.put("key", "old", { metadata: 1, expiration: LATER });
    await kv.put("key", "new");
    return attemptAll([() => kv.getWithMetadata("key"), () => kv.list()]);
  },

  "a put that is refused leaves the old record": async (kv) => {
    await kv.put("key", "old", { metadata: 1, expiration: LATER });
    const refused = await attempt(() => kv.put("key", "new", { expirationTtl: 1 }));
    return [
      refused,
      await attempt(() => kv.getWithMetadata("key")),
      await attempt(() => kv.list()),
    ];
  },

  "of two mistakes the same one is told": (kv) => {
    const long = "x".repeat(2_000);
    return attemptAll([
      () => kv.put("", "v", { expirationTtl: 1 }),
      () => kv.put("", "v", { expirationTtl: 2_147_483_648 }),
      () => kv.put("", {}),
      () => kv.put("key", {}, { expirationTtl: 1 }),
      () => kv.put("key", {}, { expirationTtl: 2_147_483_648 }),
      () => kv.put("key", {}, { metadata: circular }),
      () => kv.put(Symbol("key"), "v", { expirationTtl: 2_147_483_648 }),
      () => kv.put("key", Symbol("value"), { expirationTtl: 2_147_483_648 }),
      () => kv.put("a\ud800", "v", { expirationTtl: 1 }),
      () => kv.get("a\ud800", { cacheTtl: 1 }),
      () => kv.put("key", "v", { expirationTtl: 1, metadata: long }),
      () => kv.put("key", "x".repeat(26_214_401), { metadata: long }),
    ]);
  },

  "a stream that KV rejected was taken all the same, and one that the binding rejected was not":
    async (kv) => {
      const seen: unknown[] = [];
      for (const [key, options] of [
        ["key", { expirationTtl: 1 }],
        ["key", { expiration: 1 }],
        ["key", { metadata: "x".repeat(2_000) }],
        ["a\ud800", {}],
        ["", {}],
        ["x".repeat(513), {}],
        ["key", { metadata: 5n }],
      ]) {
        const stream = new Blob(["text"]).stream();
        const put = () => kv.put(key, stream, options);
        seen.push(await attemptAll([put, async () => stream.locked, () => kv.put("key", stream)]));
      }
      return seen;
    },

  "a stream that is read meanwhile is not put": async (kv) => {
    const stream = new Blob(["text"]).stream();
    const puts = ["a", "b"].map((key) => attempt(() => kv.put(key, stream)));
    const isLocked = stream.locked;
    return [isLocked, await Promise.all(puts), await attempt(() => kv.list())];
  },

  "arguments are looked at in the same order": async (kv) => {
    const seen: string[] = [];
    const text = (name: string) => ({
      toString() {
        seen.push(name);
        return name;
      },
    });
    const options = new Proxy({}, { get: (_, name) => void seen.push(String(name)) });
    const put = await attempt(() => kv.put(text("key"), text("value"), options));
    const others = await attemptAll([
      () => kv.get(text("key"), options),
      () => kv.getWithMetadata([text("key")], options),
      () => kv.list(options),
    ]);
    return [put, others, seen];
  },
};
