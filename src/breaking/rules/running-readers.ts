import type { BreakingRule } from "./rule.ts";

/** What breaks Workers that still run the old code, or run it again. */
export const RUNNING_READERS = {
  valueWidened: {
    id: "breaking/value-widened",
    severity: "warning",
    breaks: "running readers",
    docs: {
      what: "Workers that still run the old code may reject new values.",
      why: "While a version is rolled out, and after it is rolled back, old code reads what new code has written.",
      wrong:
        '// before\nvalue: z.enum(["open", "paid"])\n// after\nvalue: z.enum(["open", "paid", "refunded"])',
      right:
        "// before\nvalue: z.object({ name: z.string() })\n// after: old code leaves out what it does not know\nvalue: z.object({ name: z.string(), mail: z.string().optional() })",
    },
  },
  metadataWidened: {
    id: "breaking/metadata-widened",
    severity: "warning",
    breaks: "running readers",
    docs: {
      what: "Workers that still run the old code may reject new metadata.",
      why: "Lists check each record's metadata: while a version is rolled out, and after it is rolled back, one new record makes the whole list throw in old code.",
      wrong:
        "// before\nmetadata: z.object({ ip: z.string() })\n// after\nmetadata: z.object({ ip: z.string().nullable() })",
      right:
        "// before\nmetadata: z.object({ ip: z.string() })\n// after: old code leaves out what it does not know\nmetadata: z.object({ ip: z.string(), city: z.string().optional() })",
    },
  },
  cacheAdded: {
    id: "breaking/cache-added",
    severity: "warning",
    breaks: "running readers",
    docs: {
      what: 'A collection that was not a cache now stores "there is none".',
      why: "It is stored as an empty value, which Workers that still run the code without the cache reject.",
      wrong:
        '// before\nttl: ttl.fixed("1h")\n// after\nttl: ttl.fixed("1h"),\ncache: { negative: "5m" }',
      right:
        '// before\nttl: ttl.fixed("1h")\n// after\nttl: ttl.fixed("1h"),\ncache: { stale: "1h" }',
    },
  },
} as const satisfies Readonly<Record<string, BreakingRule>>;
