import type { ProblemDocs } from "../../problem-docs.ts";

/** The checks of key templates and their parameters. */
export const KEY_CHECKS = {
  "template-syntax": {
    what: "A key template that cannot be parsed.",
    why: "A key is parsed by the text around its parameters. Names must be unique, parameters must not touch, and the text after a parameter must start with punctuation, which the parameter's own text never contains unencoded.",
    wrong: `view: collection({
  key: "view:{page}{day}",
  value: z.int(),
  ttl: ttl.fixed("30d"),
}),`,
    right: `view: collection({
  key: "view:{page}:{day}",
  value: z.int(),
  ttl: ttl.fixed("30d"),
}),`,
  },
  "param-unknown": {
    what: "A schema for a parameter that the key template does not have.",
    why: "It is usually a typo, and the parameter that was meant accepts any text.",
    wrong: `user: collection({
  key: "user:{id}",
  params: { userId: z.uuid() },
  value: z.object({ name: z.string() }),
  ttl: ttl.none("users leave by themselves"),
}),`,
    right: `user: collection({
  key: "user:{userId}",
  params: { userId: z.uuid() },
  value: z.object({ name: z.string() }),
  ttl: ttl.none("users leave by themselves"),
}),`,
  },
  "param-not-supported": {
    what: "A parameter of a type that cannot be part of a key.",
    why: "A parameter must become text that KV can list in order, and the text must become the same parameter again.",
    wrong: `price: collection({
  key: "price:{amount}",
  params: { amount: z.number() },
  value: z.string(),
  ttl: ttl.fixed("1h"),
}),`,
    right: `price: collection({
  key: "price:{cents}",
  params: { cents: z.int().min(0).max(999_999) },
  value: z.string(),
  ttl: ttl.fixed("1h"),
}),`,
  },
  "param-codec-missing": {
    what: "A custom codec whose module does not exist.",
    why: "The generated code imports it, and so does whatever writes the seeds.",
    wrong: `price: collection({
  key: "price:{country}",
  params: { country: param.custom({ from: "./contry.ts", name: "country", maxBytes: 2 }) },
  value: z.string(),
  ttl: ttl.fixed("1h"),
}),`,
    right: `price: collection({
  key: "price:{country}",
  params: { country: param.custom({ from: "./country.ts", name: "country", maxBytes: 2 }) },
  value: z.string(),
  ttl: ttl.fixed("1h"),
}),`,
  },
  "key-collision": {
    what: "Two templates of one namespace that can make the same key.",
    why: "One collection would overwrite the records of the other, and read them as its own.",
    wrong: `user: collection({ key: "user:{id}", value: z.string(), ttl: ttl.fixed("1h") }),
admin: collection({ key: "user:admin", value: z.int(), ttl: ttl.fixed("1h") }),`,
    right: `user: collection({ key: "user:{id}", value: z.string(), ttl: ttl.fixed("1h") }),
admin: collection({ key: "admin", value: z.int(), ttl: ttl.fixed("1h") }),`,
  },
  "key-reserved": {
    what: "A template that can make a key that KV rejects: the empty key, `.` or `..`.",
    why: "The write would fail in production, for the one visitor whose parameter is a dot. If keys without a prefix are already stored, narrow the parameter's type: `.min(3)`, or a `.regex()` or format that rejects dots, is enough.",
    wrong: `page: collection({ key: "{path}", value: z.string(), ttl: ttl.fixed("1h") }),`,
    right: `page: collection({ key: "page:{path}", value: z.string(), ttl: ttl.fixed("1h") }),
link: collection({
  key: "{code}",
  params: { code: z.string().regex(/^[a-z0-9]{6}$/) },
  value: z.string(),
  ttl: ttl.fixed("1h"),
}),`,
  },
  "key-too-long": {
    what: "A template whose longest key exceeds 512 UTF-8 bytes, or a parameter of unlimited length.",
    why: "KV rejects longer keys. The check counts one byte per character, as in ASCII; of a regular expression, it takes the longest text from `^` to `$`. Other characters take up to four bytes, and percent-encoded ones three: these are counted when a key is built, before KV is called, and `limits/wide-characters` reports where they may matter. A parameter without a schema may use whatever the rest of the template leaves.",
    wrong: `search: collection({
  key: "search:{query}",
  params: { query: z.string().min(3) },
  value: z.array(z.string()),
  ttl: ttl.fixed("10m"),
}),`,
    right: `search: collection({
  key: "search:{query}",
  params: { query: z.string().min(3).max(100) },
  value: z.array(z.string()),
  ttl: ttl.fixed("10m"),
}),
file: collection({
  key: "file:{sha256}",
  params: { sha256: z.string().regex(/^[0-9a-f]{64}$/) },
  value: z.string(),
  ttl: ttl.fixed("10m"),
}),`,
  },
  "pointer-invalid": {
    what: "A pointer that cannot lead to records: it uses something that they do not have, or nothing at all, or the collection has a `cache`; or a pointer whose name a method could have.",
    why: "Each time a record is written, the keys of its pointers are built from the parameters of its own key and the fields of its value.",
    wrong: `user: collection({
  key: "user:{id}",
  value: z.object({ email: z.email().max(200) }),
  pointers: { byEmail: "user-email:{mail}" },
  ttl: ttl.none("users leave by themselves"),
}),`,
    right: `user: collection({
  key: "user:{id}",
  value: z.object({ email: z.email().max(200) }),
  pointers: { byEmail: "user-email:{email}" },
  ttl: ttl.none("users leave by themselves"),
}),`,
  },
  "assets-key": {
    what: "An asset collection whose key template does not have exactly one parameter, or has text after it while files are also stored compressed.",
    why: "Each file of the folder has one key, made from its path. The key of a compressed form has a mark after the path, so no other key can look like it.",
    wrong: `page: assets({ key: "site:index", from: "./public" }),`,
    right: `page: assets({ key: "site:{path}", from: "./public" }),`,
  },
} as const satisfies Readonly<Record<string, ProblemDocs>>;
