import type { ProblemDocs } from "../../problem-docs.ts";

/** The checks of what is stored: values, metadata, codecs and fallbacks. */
export const VALUE_CHECKS = {
  "value-not-json": {
    what: "A type that JSON cannot carry, such as a bigint, a `Date`, a `Map` or a function, and no codec in front of it.",
    why: "What is read would not be what was written: `JSON.stringify` turns some of them into `{}`, drops others, and throws for the rest.",
    wrong: `order: collection({
  key: "order:{id}",
  value: z.object({ total: z.bigint(), placedAt: z.date() }),
  ttl: ttl.none("orders are kept for the tax office"),
}),`,
    right: `order: collection({
  key: "order:{id}",
  value: z.object({ total: stored.bigint(), placedAt: stored.date() }),
  ttl: ttl.none("orders are kept for the tax office"),
}),`,
  },
  "type-not-supported": {
    what: 'A part of a zod type of which generated code can make nothing: its form is not known, or it is async. With `zodInWorker: "error"` also each part that only zod itself can check, such as `.refine()`.',
    why: "Generated code checks values without zod. What it cannot hold is left to the schema itself, which brings the schema file and zod into the Worker: a team that counts its kilobytes forbids that.",
    wrong: `zodInWorker: "error",
namespaces: {
  CACHE: {
    title: "cache",
    collections: {
      user: collection({
        key: "user:{id}",
        value: z.object({ name: z.string().refine((name) => name !== "root") }),
        ttl: ttl.fixed("1h"),
      }),
    },
  },
},`,
    right: `zodInWorker: "error",
namespaces: {
  CACHE: {
    title: "cache",
    collections: {
      user: collection({
        key: "user:{id}",
        value: z.object({ name: z.string().regex(/^(?!root$)/) }),
        ttl: ttl.fixed("1h"),
      }),
    },
  },
},`,
  },
  "repair-missing": {
    what: "A function that repairs stored values whose module does not exist.",
    why: "The generated code imports it.",
    wrong: `user: collection({
  key: "user:{id}",
  value: z.object({ name: z.string() }),
  onInvalid: { from: "./repiar.ts", name: "repairUser" },
  ttl: ttl.fixed("1h"),
}),`,
    right: `user: collection({
  key: "user:{id}",
  value: z.object({ name: z.string() }),
  onInvalid: { from: "./repair.ts", name: "repairUser" },
  ttl: ttl.fixed("1h"),
}),`,
  },
  "cache-invalid": {
    what: "A cache that could not work: of values that are not JSON, with metadata, without a TTL or a parameter, or with figures that KV refuses.",
    why: "`getOrLoad` keeps how fresh a value is as KV's metadata, and loads it anew after its TTL.",
    wrong: `answer: collection({
  key: "cache:answer:{name}",
  value: z.object({ text: z.string() }),
  cache: { stale: "1d" },
  ttl: ttl.none("answers do not change"),
}),`,
    right: `answer: collection({
  key: "cache:answer:{name}",
  value: z.object({ text: z.string() }),
  cache: { stale: "1d" },
  ttl: ttl.default("1h"),
}),`,
  },
  "codec-invalid": {
    what: "A codec that cannot be: `gzip` over what is compressed or sealed, a sealed stream, or a secret whose name is that of nothing.",
    why: "What is sealed does not get smaller, and nothing of a sealed stream could be trusted before its end. The secret is a binding of the Worker, beside those of the namespaces.",
    wrong: `session: collection({
  key: "session:{id}",
  value: z.object({ cart: z.array(z.string()) }),
  codec: gzip(sealed("json", { secret: "SESSION_KEYS" })),
  ttl: ttl.fixed("1d"),
}),`,
    right: `session: collection({
  key: "session:{id}",
  value: z.object({ cart: z.array(z.string()) }),
  codec: sealed(gzip("json"), { secret: "SESSION_KEYS" }),
  ttl: ttl.fixed("1d"),
}),`,
  },
  "version-invalid": {
    what: "A version without a function that makes its values of older ones, or one that has no place to stand: around what is no JSON, or beside metadata that is no object.",
    why: "A record that was written under an older version must be read as a new one, and tell which it is of.",
    wrong: `user: collection({
  key: "user:{id}",
  value: z.object({ name: z.string() }),
  version: 3,
  upcasts: { 1: { from: "./upcasts.ts", name: "userFrom1" } },
  ttl: ttl.fixed("1h"),
}),`,
    right: `user: collection({
  key: "user:{id}",
  value: z.object({ name: z.string() }),
  version: 3,
  upcasts: {
    1: { from: "./upcasts.ts", name: "userFrom1" },
    2: { from: "./upcasts.ts", name: "userFrom2" },
  },
  ttl: ttl.fixed("1h"),
}),`,
  },
  "codec-mismatch": {
    what: "A codec that does not fit the collection: `text` for values that are not strings, or `bytes` and `stream` beside a `value`, a `fallback`, or a function that repairs what is never held whole.",
    why: "KV turns what is not a string into one without a word: `[object Object]`. Bytes have no type of zod.",
    wrong: `note: collection({
  key: "note:{id}",
  value: z.object({ text: z.string() }),
  codec: "text",
  ttl: ttl.fixed("1d"),
}),`,
    right: `note: collection({
  key: "note:{id}",
  value: z.string(),
  codec: "text",
  ttl: ttl.fixed("1d"),
}),`,
  },
  "fallback-mismatch": {
    what: "A fallback that is not of the value's type.",
    why: "A read of a missing key gives the fallback: its reader relies on the type.",
    wrong: `flag: collection({
  key: "flag:{name}",
  value: z.object({ rollout: z.number().min(0).max(100) }),
  fallback: { rollout: 101 },
  ttl: ttl.none("configuration outlives deploys"),
}),`,
    right: `flag: collection({
  key: "flag:{name}",
  value: z.object({ rollout: z.number().min(0).max(100) }),
  fallback: { rollout: 100 },
  ttl: ttl.none("configuration outlives deploys"),
}),`,
  },
  "redact-invalid": {
    what: "A redaction of what a record does not have, or of a kind that its type cannot be.",
    why: "A slip of the pen would copy personal data as it is from production into a stage where many can read it.",
    wrong: `user: collection({
  key: "user:{id}",
  value: z.object({ email: z.email() }),
  redact: { value: { mail: redact.email() } },
  ttl: ttl.none("users leave by themselves"),
}),`,
    right: `user: collection({
  key: "user:{id}",
  value: z.object({ email: z.email() }),
  redact: { value: { email: redact.email() } },
  ttl: ttl.none("users leave by themselves"),
}),`,
  },
  "metadata-too-long": {
    what: "Metadata whose largest form passes 1,024 bytes of JSON, or that nothing bounds.",
    why: "KV refuses longer metadata, together with the value that it belongs to. A character counts a byte, as ASCII takes: `limits/wide-characters` tells where others may be too long, and each write is counted before KV is called.",
    wrong: `upload: collection({
  key: "upload:{id}",
  value: z.string(),
  metadata: z.object({ fileName: z.string() }),
  ttl: ttl.fixed("7d"),
}),`,
    right: `upload: collection({
  key: "upload:{id}",
  value: z.string(),
  metadata: z.object({ fileName: z.string().max(150) }),
  ttl: ttl.fixed("7d"),
}),`,
  },
} as const satisfies Readonly<Record<string, ProblemDocs>>;
