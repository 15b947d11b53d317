import type { ProblemDocs } from "../../problem-docs.ts";

/** The checks of what is stored: values, metadata, codecs and fallbacks. */
export const VALUE_CHECKS = {
  "value-not-json": {
    what: "A type that JSON cannot represent, such as a bigint, a `Date`, a `Map` or a function, without a codec.",
    why: "A read would not return what was written: `JSON.stringify` turns some of them into `{}`, drops others, and throws for the rest.",
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
    what: 'A part of a zod type that generated code cannot handle: its form is not known, or it is async. With `zodInWorker: "error"`, also each part that only zod itself can check, such as `.refine()`.',
    why: "Generated code checks values without zod. What it cannot check is left to the schema itself, which brings the schema file and zod into the Worker: a team that counts its kilobytes forbids that.",
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
    what: "An `onInvalid` function whose module does not exist.",
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
    what: "A cache that cannot work: its values are not JSON, it has metadata, it has no TTL or no parameter, or KV rejects its figures.",
    why: "`getOrLoad` stores the freshness of a value in KV's metadata, and reloads the value after its TTL.",
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
    what: "A codec that cannot work: `gzip` over something compressed or sealed, a sealed stream, or a secret without a usable name.",
    why: "Sealed data does not get smaller, and nothing in a sealed stream could be trusted before its end. The secret is a binding of the Worker, alongside those of the namespaces.",
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
    what: "A version without a function that makes its values from older ones, or one that cannot be stored: around a value that is not JSON, or in metadata that is not an object.",
    why: "A record that was written under an older version must be read as a new one, and must state its version.",
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
    what: "A codec that does not fit the collection: `text` for values that are not strings, `bytes` or `stream` together with a `value` or a `fallback`, or `stream` with a repair function, which would need the whole value.",
    why: "KV silently turns other values into strings: `[object Object]`. Bytes have no zod type.",
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
    why: "A read of a missing key returns the fallback, and its caller relies on the type.",
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
    what: "A redaction of something that a record does not have, or of a kind that does not fit its type.",
    why: "A typo would copy personal data unchanged from production into a stage where many people can read it.",
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
    what: "Metadata whose largest form exceeds 1,024 bytes of JSON, or that has no maximum size.",
    why: "KV rejects longer metadata, together with the value that it belongs to. The check counts one byte per character, as in ASCII: `limits/wide-characters` reports where other characters may be too long, and each write is measured before KV is called.",
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
