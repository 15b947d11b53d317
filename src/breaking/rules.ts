import type { ProblemDocs, Severity } from "../../schema/problem.ts";

/** What a change of the schema breaks. */
export type Breaks = "stored data" | "running readers" | "writers" | "infrastructure";

/** A kind of breaking change; it has a page as rules have. */
export interface BreakingRule {
  readonly id: string;
  readonly severity: Severity;
  readonly breaks: Breaks;
  readonly docs: ProblemDocs;
}

const USER = 'key: "user:{id}"';

/** All kinds of breaking changes, by name. `wrong` shows a change, and `right` one that breaks nothing. */
export const BREAKING = {
  namespaceRemoved: {
    id: "breaking/namespace-removed",
    severity: "error",
    breaks: "infrastructure",
    docs: {
      what: "A namespace that the schema had is gone.",
      why: "Its data stays where it is, and nothing reads, checks or provisions it any more; a Worker that still has the binding runs without accessors for it.",
      wrong:
        "// before\nnamespaces: { CACHE: { … }, ORDERS: { … } }\n// after\nnamespaces: { CACHE: { … } }",
      right: "// before and after\nnamespaces: { CACHE: { … }, ORDERS: { … } }",
    },
  },
  titleChanged: {
    id: "breaking/title-changed",
    severity: "warning",
    breaks: "infrastructure",
    docs: {
      what: "A namespace has another title.",
      why: "The namespace is renamed in the account, and keeps its id and data; scripts and dashboards that look for the title no longer find it.",
      wrong: '// before\ntitle: "shop-{stage}-cache"\n// after\ntitle: "shop-cache-{stage}"',
      right: '// before and after\ntitle: "shop-{stage}-cache"',
    },
  },
  collectionRemoved: {
    id: "breaking/collection-removed",
    severity: "error",
    breaks: "stored data",
    docs: {
      what: "A collection that the schema had is gone.",
      why: "Its records stay in KV without anything that reads them or lets them expire.",
      wrong: "// before\ncollections: { user: …, cart: … }\n// after\ncollections: { user: … }",
      right:
        "// before and after, until the records are deleted\ncollections: { user: …, cart: … }",
    },
  },
  keyChanged: {
    id: "breaking/key-changed",
    severity: "error",
    breaks: "stored data",
    docs: {
      what: "A collection makes other keys than before.",
      why: "Keys are how records are found: what is stored under the old ones is missing for the new accessor.",
      wrong: `// before\n${USER}\n// after\nkey: "users:{id}"`,
      right: `// before\n${USER}\n// after: another name for the parameter makes the same keys\nkey: "user:{userId}"`,
    },
  },
  paramNarrowed: {
    id: "breaking/param-narrowed",
    severity: "error",
    breaks: "stored data",
    docs: {
      what: "A parameter of a key no longer takes all values that it took.",
      why: "A record whose key has such a value can no longer be read, listed or deleted through the accessor.",
      wrong:
        '// before\nparams: { device: z.enum(["web", "ios"]) }\n// after\nparams: { device: z.enum(["web"]) }',
      right:
        '// before\nparams: { device: z.enum(["web"]) }\n// after\nparams: { device: z.enum(["web", "ios"]) }',
    },
  },
  valueNarrowed: {
    id: "breaking/value-narrowed",
    severity: "error",
    breaks: "stored data",
    docs: {
      what: "A value that is stored may no longer be of its collection's type.",
      why: "Each read checks what is stored: what was good before the change is thrown after it, or counts as missing.",
      wrong:
        "// before\nvalue: z.object({ name: z.string() })\n// after\nvalue: z.object({ name: z.string(), mail: z.string() })",
      right:
        "// before\nvalue: z.object({ name: z.string() })\n// after\nvalue: z.object({ name: z.string(), mail: z.string().optional() })",
    },
  },
  metadataNarrowed: {
    id: "breaking/metadata-narrowed",
    severity: "error",
    breaks: "stored data",
    docs: {
      what: "Metadata that is stored may no longer be of its type.",
      why: "Lists check each record's metadata, so that one old record makes the whole list throw.",
      wrong:
        "// before\nmetadata: z.object({ ip: z.string().optional() })\n// after\nmetadata: z.object({ ip: z.string() })",
      right:
        "// before\nmetadata: z.object({ ip: z.string() })\n// after\nmetadata: z.object({ ip: z.string().optional() })",
    },
  },
  valueWidened: {
    id: "breaking/value-widened",
    severity: "warning",
    breaks: "running readers",
    docs: {
      what: "A new value may be one that Workers which still run the old code refuse.",
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
      what: "New metadata may be such as Workers which still run the old code refuse.",
      why: "Lists check each record's metadata: while a version is rolled out, and after it is rolled back, one new record makes the whole list of old code throw.",
      wrong:
        "// before\nmetadata: z.object({ ip: z.string() })\n// after\nmetadata: z.object({ ip: z.string().nullable() })",
      right:
        "// before\nmetadata: z.object({ ip: z.string() })\n// after: old code leaves out what it does not know\nmetadata: z.object({ ip: z.string(), city: z.string().optional() })",
    },
  },
  codecChanged: {
    id: "breaking/codec-changed",
    severity: "error",
    breaks: "stored data",
    docs: {
      what: "Values are stored in another form.",
      why: "What is stored already is read in the new form, which it does not have.",
      wrong: '// before\ncodec: "json"\n// after\ncodec: "text"',
      right:
        '// a collection of its own, to which records move\nnote2: collection({ key: "note2:{id}", codec: "text", … })',
    },
  },
  jurisdictionChanged: {
    id: "breaking/jurisdiction-changed",
    severity: "error",
    breaks: "infrastructure",
    docs: {
      what: "A namespace has another jurisdiction.",
      why: "Cloudflare sets it when a namespace is made and never changes it: the stack makes another namespace, which is empty, and the data stays in the old one.",
      wrong: '// before\njurisdiction: "eu"\n// after\njurisdiction: "us"',
      right: '// before and after\njurisdiction: "eu"',
    },
  },
  pointerAdded: {
    id: "breaking/pointer-added",
    severity: "warning",
    breaks: "stored data",
    docs: {
      what: "A collection that was there has a new pointer.",
      why: "Pointers are written with their records: what is stored already is not found by the new one until `repairPointers` has been over it.",
      wrong: `// before\n${USER}\n// after\n${USER},\npointers: { byEmail: "user-email:{email}" }`,
      right: `// before and after\n${USER},\npointers: { byEmail: "user-email:{email}" }`,
    },
  },
  pointerRemoved: {
    id: "breaking/pointer-removed",
    severity: "error",
    breaks: "stored data",
    docs: {
      what: "A pointer that a collection had is gone.",
      why: "Its keys stay in KV, perhaps with somebody's address in them, and neither a `delete` of their record nor `repairPointers` removes them any more.",
      wrong: `// before\n${USER},\npointers: { byEmail: "user-email:{email}" }\n// after\n${USER}`,
      right: `// before\n${USER},\npointers: { byEmail: "user-email:{email}" }\n// after: another name for the same keys\n${USER},\npointers: { byMail: "user-email:{email}" }`,
    },
  },
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
  cacheAdded: {
    id: "breaking/cache-added",
    severity: "warning",
    breaks: "running readers",
    docs: {
      what: 'A collection that was no cache keeps "there is none".',
      why: "It is stored as an empty value, which Workers that still run the code without the cache refuse.",
      wrong:
        '// before\nttl: ttl.fixed("1h")\n// after\nttl: ttl.fixed("1h"),\ncache: { negative: "5m" }',
      right:
        '// before\nttl: ttl.fixed("1h")\n// after\nttl: ttl.fixed("1h"),\ncache: { stale: "1h" }',
    },
  },
  cacheRemoved: {
    id: "breaking/cache-removed",
    severity: "error",
    breaks: "stored data",
    docs: {
      what: 'A collection that kept "there is none" is no cache any more.',
      why: "The empty values that stand for it are refused by every read until they have expired.",
      wrong:
        '// before\ncache: { negative: "5m" }\n// after, without a cache\nttl: ttl.fixed("1h")',
      right:
        '// before\ncache: { negative: "5m" }\n// after, and without a cache five minutes later\ncache: {}',
    },
  },
  ttlNarrowed: {
    id: "breaking/ttl-narrowed",
    severity: "warning",
    breaks: "writers",
    docs: {
      what: "Writes may no longer choose a TTL that they chose, must choose one now, or records expire that did not.",
      why: "A `put` with such a TTL no longer compiles, or is refused when it runs; records that were kept go.",
      wrong:
        '// before\nttl: ttl.default("1h", { max: "7d" })\n// after\nttl: ttl.default("1h", { max: "1d" })',
      right:
        '// before\nttl: ttl.default("1h", { max: "1d" })\n// after\nttl: ttl.default("1h", { max: "7d" })',
    },
  },
} as const satisfies Readonly<Record<string, BreakingRule>>;

export const BREAKING_RULES: readonly BreakingRule[] = Object.values(BREAKING).sort((a, b) =>
  a.id < b.id ? -1 : 1,
);
