import type { ProblemDocs } from "../../problem-docs.ts";

/** The checks of the definition as a whole: its form, its names, its titles and its conventions. */
export const NAME_CHECKS = {
  "definition-invalid": {
    what: "An option that is missing, unknown, or of the wrong type.",
    why: "TypeScript reports it first, unless the schema is JavaScript or a part of it is `any`.",
    wrong: `user: collection({ key: 42, value: z.string(), ttl: ttl.fixed("1h") }),`,
    right: `user: collection({ key: "user:42", value: z.string(), ttl: ttl.fixed("1h") }),`,
  },
  "name-invalid": {
    what: "A binding or a collection whose name is not a JavaScript identifier.",
    why: "Generated code uses them as property names: `kv.CACHE.session`.",
    wrong: `"user-session": collection({ key: "session:{id}", value: z.string(), ttl: ttl.fixed("1h") }),`,
    right: `userSession: collection({ key: "session:{id}", value: z.string(), ttl: ttl.fixed("1h") }),`,
  },
  "binding-duplicate": {
    what: "A binding that is declared twice.",
    why: "JavaScript silently keeps the last one, and the first one's collections are lost.",
    wrong: `CACHE: { title: "pages-{stage}", collections: {} },
CACHE: { title: "sessions-{stage}", collections: {} },`,
    right: `PAGES: { title: "pages-{stage}", collections: {} },
SESSIONS: { title: "sessions-{stage}", collections: {} },`,
  },
  "collection-duplicate": {
    what: "A collection that is declared twice in one namespace.",
    why: "JavaScript silently keeps the last one, and the first one's keys have no accessor.",
    wrong: `user: collection({ key: "user:{id}", value: z.string(), ttl: ttl.fixed("1h") }),
user: collection({ key: "account:{id}", value: z.string(), ttl: ttl.fixed("1h") }),`,
    right: `user: collection({ key: "user:{id}", value: z.string(), ttl: ttl.fixed("1h") }),
account: collection({ key: "account:{id}", value: z.string(), ttl: ttl.fixed("1h") }),`,
  },
  "title-missing": {
    what: "A namespace without a title.",
    why: "The title is the namespace's name in the account. A made-up title could belong to somebody else's data.",
    wrong: `CACHE: { collections: {} },`,
    right: `CACHE: { title: "shop-{stage}-cache", collections: {} },`,
  },
  "title-placeholder": {
    what: "A title with a name in braces that is not `{stage}`.",
    why: "Only `{stage}` is a placeholder. Anything else is part of the title as it is, and all stages would share one namespace and its data.",
    wrong: `CACHE: { title: "shop-{stgae}-cache", collections: {} },`,
    right: `CACHE: { title: "shop-{stage}-cache", collections: {} },`,
  },
  "title-duplicate": {
    what: "Two namespaces with the same title, preview twins included.",
    why: "Cloudflare rejects the second one, in the middle of a deploy.",
    wrong: `CACHE: { title: "shop-{stage}", collections: {} },
ORDERS: { title: "shop-{stage}", collections: {} },`,
    right: `CACHE: { title: "shop-{stage}-cache", collections: {} },
ORDERS: { title: "shop-{stage}-orders", collections: {} },`,
  },
  "rename-conflict": {
    what: "A former name in `renamedFrom` that another namespace or collection has, or had.",
    why: "A stack continues with what it knows under the former name, and only one of the two can do so.",
    wrong: `CACHE: { title: "cache-{stage}", collections: {} },
SESSIONS: { title: "sessions-{stage}", renamedFrom: "CACHE", collections: {} },`,
    right: `CACHE: { title: "cache-{stage}", collections: {} },
SESSIONS: { title: "sessions-{stage}", renamedFrom: "LOGINS", collections: {} },`,
  },
  "separator-invalid": {
    what: "A separator that is not one character of ASCII punctuation.",
    why: "Parameters never contain the separator unencoded. `%` starts an encoded character, braces enclose parameters, and letters would have to be encoded in every name.",
    wrong: `conventions: { separator: "::" },
namespaces: {},`,
    right: `conventions: { separator: "/" },
namespaces: {},`,
  },
} as const satisfies Readonly<Record<string, ProblemDocs>>;
