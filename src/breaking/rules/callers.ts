import type { BreakingRule } from "./rule.ts";

/** The collection of the examples. */
const USER = 'key: "user:{id}"';

/** What breaks code that is compiled against the accessors, and clients that request the files that they serve. */
export const CALLERS = {
  methodRemoved: {
    id: "breaking/method-removed",
    severity: "warning",
    breaks: "callers",
    docs: {
      what: "An accessor no longer has a method.",
      why: "Code that calls it does not compile with the new accessors. Stored data and code that already runs stay as they were.",
      wrong: '// before\nmethods: ["get", "put", "list"]\n// after\nmethods: ["get", "put"]',
      right: '// before\nmethods: ["get", "put"]\n// after\nmethods: ["get", "put", "list"]',
    },
  },
  fallbackRemoved: {
    id: "breaking/fallback-removed",
    severity: "warning",
    breaks: "callers",
    docs: {
      what: "Reads of a missing key now return null instead of a fallback.",
      why: "Code that takes the value for granted does not compile with the new accessors, or gets null if it is not compiled.",
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
      why: "What is stored stays the same, but code that mistakes one for the other does not compile with the new accessors.",
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
      why: "What is stored is found as before. Code that uses the old name does not compile with the new accessors, and a Worker needs the binding under its new name.",
      wrong: `// before\nuser: collection({ ${USER}, … })\n// after\naccount: collection({ ${USER}, … })`,
      right: `// before and after\nuser: collection({ ${USER}, … })`,
    },
  },
  mountChanged: {
    id: "breaking/mount-changed",
    severity: "warning",
    breaks: "callers",
    docs: {
      what: "Files are served at different paths.",
      why: "Existing pages, caches and links request the old paths, and get the answer for a missing file.",
      wrong: '// before\nmount: "/static"\n// after\nmount: "/assets"',
      right: '// before and after\nmount: "/static"',
    },
  },
} as const satisfies Readonly<Record<string, BreakingRule>>;
