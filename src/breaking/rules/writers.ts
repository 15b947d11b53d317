import type { BreakingRule } from "./rule.ts";

/** What breaks code that writes. */
export const WRITERS = {
  pointerTaken: {
    id: "breaking/pointer-taken",
    severity: "warning",
    breaks: "writers",
    docs: {
      what: "A pointer that another record has is no longer taken over.",
      why: "A `put` that led the pointer to its own record is refused with `pointer-taken` now.",
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
      what: "Writes may no longer choose a TTL that they chose, must choose one now, or records expire that did not, or did later.",
      why: "A `put` with such a TTL no longer compiles, or is refused when it runs; records that were kept go.",
      wrong:
        '// before\nttl: ttl.default("1h", { max: "7d" })\n// after\nttl: ttl.default("1h", { max: "1d" })',
      right:
        '// before\nttl: ttl.default("1h", { max: "1d" })\n// after\nttl: ttl.default("1h", { max: "7d" })',
    },
  },
} as const satisfies Readonly<Record<string, BreakingRule>>;
