import type { ProblemDocs } from "../../problem-docs.ts";

/** The checks of TTL policies. */
export const TTL_CHECKS = {
  "ttl-missing": {
    what: "A collection without a TTL policy.",
    why: "KV keeps records without a TTL forever. That is a decision, so somebody has to make it and say why.",
    wrong: `session: collection({ key: "session:{id}", value: z.string() }),`,
    right: `session: collection({ key: "session:{id}", value: z.string(), ttl: ttl.default("1h") }),
country: collection({
  key: "country:{code}",
  value: z.string(),
  ttl: ttl.none("there are some 250 of them, and they rarely change"),
}),`,
  },
  "ttl-invalid": {
    what: "A TTL policy with something other than durations, or `ttl.none` or `ttl.optional` without a reason.",
    why: "KV takes whole seconds. A duration with a typo must not become a different one.",
    wrong: `session: collection({ key: "session:{id}", value: z.string(), ttl: ttl.fixed("1.5h") }),`,
    right: `session: collection({ key: "session:{id}", value: z.string(), ttl: ttl.fixed("90m") }),`,
  },
  "ttl-range": {
    what: "A TTL under 60 seconds, or more than KV can count.",
    why: "KV rejects the write.",
    wrong: `lock: collection({ key: "lock:{id}", value: z.string(), ttl: ttl.fixed("30s") }),`,
    right: `lock: collection({ key: "lock:{id}", value: z.string(), ttl: ttl.fixed("60s") }),`,
  },
  "ttl-bounds": {
    what: "TTL bounds that cross, or a default outside the bounds.",
    why: "No `put` could satisfy them.",
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
    why: "Each record needs an expiration: without one it would stay forever.",
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
