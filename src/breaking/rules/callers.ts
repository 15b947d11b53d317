import type { BreakingRule } from "./rule.ts";

/** The collection of the examples. */
const USER = 'key: "user:{id}"';

/** What breaks code that is compiled against the accessors, and whoever asks for the files that they serve. */
export const CALLERS = {
  methodRemoved: {
    id: "breaking/method-removed",
    severity: "warning",
    breaks: "callers",
    docs: {
      what: "An accessor no longer has a method.",
      why: "Code that calls it does not compile with the new accessors. What is stored, and what runs already, is as it was.",
      wrong: '// before\nmethods: ["get", "put", "list"]\n// after\nmethods: ["get", "put"]',
      right: '// before\nmethods: ["get", "put"]\n// after\nmethods: ["get", "put", "list"]',
    },
  },
  fallbackRemoved: {
    id: "breaking/fallback-removed",
    severity: "warning",
    breaks: "callers",
    docs: {
      what: "Reads of what is missing gave a fallback, and give null now.",
      why: "Code that takes the value for granted does not compile with the new accessors, or meets null where it is not compiled.",
      wrong:
        '// before\nfallback: { theme: "light" }\n// after, without a fallback\nvalue: Settings',
      right: '// before and after\nfallback: { theme: "light" }',
    },
  },
  codecHandedOut: {
    id: "breaking/codec-handed-out",
    severity: "warning",
    breaks: "callers",
    docs: {
      what: "The same bytes are read in another form: as a stream, or whole.",
      why: "What is stored is the same, and code that takes one for the other does not compile with the new accessors.",
      wrong: '// before\ncodec: "bytes"\n// after\ncodec: "stream"',
      right: '// before and after\ncodec: "bytes"',
    },
  },
  renamed: {
    id: "breaking/renamed",
    severity: "warning",
    breaks: "callers",
    docs: {
      what: "A binding, a collection, a pointer or a parameter of a key has another name.",
      why: "What is stored is found as before. Code that calls the accessor by the old name does not compile with the new one, and a Worker needs the binding under its new name.",
      wrong: `// before\nuser: collection({ ${USER}, … })\n// after\naccount: collection({ ${USER}, … })`,
      right: `// before and after\nuser: collection({ ${USER}, … })`,
    },
  },
  mountChanged: {
    id: "breaking/mount-changed",
    severity: "warning",
    breaks: "callers",
    docs: {
      what: "Files are served at other paths.",
      why: "Pages, caches and links that are out ask for the old ones, and get what stands for not found.",
      wrong: '// before\nmount: "/static"\n// after\nmount: "/assets"',
      right: '// before and after\nmount: "/static"',
    },
  },
} as const satisfies Readonly<Record<string, BreakingRule>>;
