import type { ProblemDocs } from "../../problem-docs.ts";

/** The checks of TTL policies. */
export const TTL_CHECKS = {
  "ttl-missing": {
    what: "A collection that says nothing on TTL.",
    why: "KV keeps records without a TTL for ever. That is a decision, so somebody takes it and says why.",
    wrong: `session: collection({ key: "session:{id}", value: z.string() }),`,
    right: `session: collection({ key: "session:{id}", value: z.string(), ttl: ttl.default("1h") }),
country: collection({
  key: "country:{code}",
  value: z.string(),
  ttl: ttl.none("there are some 250 of them, and they rarely change"),
}),`,
  },
  "ttl-invalid": {
    what: "A TTL policy that says something else than durations, or `ttl.none` and `ttl.optional` without a reason.",
    why: "KV takes whole seconds. A duration with a slip in it must not become another one.",
    wrong: `session: collection({ key: "session:{id}", value: z.string(), ttl: ttl.fixed("1.5h") }),`,
    right: `session: collection({ key: "session:{id}", value: z.string(), ttl: ttl.fixed("90m") }),`,
  },
  "ttl-range": {
    what: "A TTL under 60 seconds, or past what KV can count.",
    why: "KV refuses the write.",
    wrong: `lock: collection({ key: "lock:{id}", value: z.string(), ttl: ttl.fixed("30s") }),`,
    right: `lock: collection({ key: "lock:{id}", value: z.string(), ttl: ttl.fixed("60s") }),`,
  },
  "ttl-bounds": {
    what: "TTL bounds that cross, or a default outside of them.",
    why: "No `put` could be right.",
    wrong: `token: collection({
  key: "token:{id}",
  value: z.string(),
  ttl: ttl.default("1d", { max: "1h" }),
}),`,
    right: `token: collection({
  key: "token:{id}",
  value: z.string(),
  ttl: ttl.default("1h", { max: "1d" }),
}),`,
  },
  "ttl-field": {
    what: "A TTL taken from a field of the value that is missing, optional, or not a point in time.",
    why: "Each record needs its expiration: without one it would stay for ever.",
    wrong: `offer: collection({
  key: "offer:{id}",
  value: z.object({ endsAt: z.iso.datetime().optional() }),
  ttl: ttl.fromField("endsAt"),
}),`,
    right: `offer: collection({
  key: "offer:{id}",
  value: z.object({ endsAt: z.iso.datetime() }),
  ttl: ttl.fromField("endsAt"),
}),`,
  },
} as const satisfies Readonly<Record<string, ProblemDocs>>;
