import type { BreakingRule } from "./rule.ts";

/** The collection of the examples. */
const USER = 'key: "user:{id}"';

/** What breaks stored records. */
export const STORED_DATA = {
  collectionRemoved: {
    id: "breaking/collection-removed",
    severity: "error",
    breaks: "stored data",
    docs: {
      what: "A collection that the schema had is gone.",
      why: "Its records stay in KV, and nothing reads them or lets them expire.",
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
      what: "A collection makes different keys than before.",
      why: "Records are found by their keys: for the new accessor, what is stored under the old ones is missing.",
      wrong: `// before\n${USER}\n// after\nkey: "users:{id}"`,
      right: `// before\n${USER}\n// after: another name for the parameter makes the same keys\nkey: "user:{userId}"`,
    },
  },
  paramNarrowed: {
    id: "breaking/param-narrowed",
    severity: "error",
    breaks: "stored data",
    docs: {
      what: "A parameter of a key no longer accepts all values that it accepted before.",
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
      what: "A stored value may no longer match its collection's type.",
      why: "Each read checks what is stored: after the change, a value that was valid before makes the read throw, or counts as missing.",
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
      what: "Stored metadata may no longer match its type.",
      why: "Lists check each record's metadata, so one old record makes the whole list throw.",
      wrong:
        "// before\nmetadata: z.object({ ip: z.string().optional() })\n// after\nmetadata: z.object({ ip: z.string() })",
      right:
        "// before\nmetadata: z.object({ ip: z.string() })\n// after\nmetadata: z.object({ ip: z.string().optional() })",
    },
  },
  codecChanged: {
    id: "breaking/codec-changed",
    severity: "error",
    breaks: "stored data",
    docs: {
      what: "Values are stored in another form.",
      why: "What is already stored is read in the new form, which it does not have.",
      wrong: '// before\ncodec: "json"\n// after\ncodec: "text"',
      right:
        '// a collection of its own, to which records move\nnote2: collection({ key: "note2:{id}", codec: "text", … })',
    },
  },
  pointerAdded: {
    id: "breaking/pointer-added",
    severity: "warning",
    breaks: "stored data",
    docs: {
      what: "An existing collection has a new pointer.",
      why: "Pointers are written with their records: the new one does not find stored records until `repairPointers` has processed them.",
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
      why: "Its keys stay in KV, perhaps with somebody's address in them, and neither a `delete` of their record nor `repairPointers` removes them any longer.",
      wrong: `// before\n${USER},\npointers: { byEmail: "user-email:{email}" }\n// after\n${USER}`,
      right: `// before\n${USER},\npointers: { byEmail: "user-email:{email}" }\n// after: another name for the same keys\n${USER},\npointers: { byMail: "user-email:{email}" }`,
    },
  },
  cacheRemoved: {
    id: "breaking/cache-removed",
    severity: "error",
    breaks: "stored data",
    docs: {
      what: 'A collection that stored "there is none" is no longer a cache.',
      why: "Every read rejects the empty values that stand for it until they have expired.",
      wrong:
        '// before\ncache: { negative: "5m" }\n// after, without a cache\nttl: ttl.fixed("1h")',
      right:
        '// before\ncache: { negative: "5m" }\n// after, and without a cache five minutes later\ncache: {}',
    },
  },
  repairRemoved: {
    id: "breaking/repair-removed",
    severity: "warning",
    breaks: "stored data",
    docs: {
      what: "Stored values that do not match their type are no longer repaired or skipped.",
      why: "They are still in KV unchanged: reads that returned a repaired value, or nothing, now throw, or return nothing instead of a value.",
      wrong: '// before\nonInvalid: "missing"\n// after\nonInvalid: "throw"',
      right:
        '// before\nonInvalid: "missing"\n// after\nonInvalid: { from: "./repair.ts", name: "repairUser" }',
    },
  },
} as const satisfies Readonly<Record<string, BreakingRule>>;
