import type { BreakingRule } from "./rule.ts";

/** What breaks code that writes. */
export const WRITERS = {
  pointerTaken: {
    id: "breaking/pointer-taken",
    severity: "warning",
    breaks: "writers",
    docs: {
      what: "A pointer that another record has is no longer taken over.",
      why: "A `put` that took over the pointer is now rejected with `pointer-taken`.",
      wrong:
        '// before\nbyEmail: { key: "user-email:{email}", onTaken: "replace" }\n// after\nbyEmail: "user-email:{email}"',
      right: '// before and after\nbyEmail: { key: "user-email:{email}", onTaken: "replace" }',
    },
  },
  ttlNarrowed: {
    id: "breaking/ttl-narrowed",
    severity: "warning",
    breaks: "writers",
    docs: {
      what: "Writes can no longer choose a TTL that they chose before, must now choose one, or records expire that did not expire before, or did so later.",
      why: "A `put` with such a TTL no longer compiles, or is rejected when it runs; records that were kept disappear.",
      wrong:
        '// before\nttl: ttl.default("1h", { max: "7d" })\n// after\nttl: ttl.default("1h", { max: "1d" })',
      right:
        '// before\nttl: ttl.default("1h", { max: "1d" })\n// after\nttl: ttl.default("1h", { max: "7d" })',
    },
  },
} as const satisfies Readonly<Record<string, BreakingRule>>;
