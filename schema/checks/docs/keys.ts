import type { ProblemDocs } from "../../problem-docs.ts";

/** The checks of key templates and their parameters. */
export const KEY_CHECKS = {
  "template-syntax": {
    what: "A key template that cannot be taken apart.",
    why: "Parameters are found again in a key by the text around them. Names must be unique, parameters must not touch, and the text after one must start with punctuation, which the parameter's own text never holds unencoded.",
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
    why: "It is a slip of the pen as a rule, and the parameter that was meant takes any text.",
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
    why: "A parameter becomes text, in an order that KV can list, and the text becomes the same parameter again.",
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
    what: "A template that can make a key which KV refuses: the empty one, `.` or `..`.",
    why: "The write would fail in production, for the one visitor whose parameter is a dot. Where keys are stored already and have no prefix, say what the parameter is like: a `.min(3)`, a `.regex()` or a format that no dot fits is enough.",
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
    what: "A template whose longest key passes 512 UTF-8 bytes, or a parameter that nothing bounds.",
    why: "KV refuses longer keys. A bound counts a byte a character, as ASCII takes; a regular expression is read for its longest text, from `^` to `$`. Other characters take up to four bytes, and what is percent-encoded three: that is counted when a key is built, before KV is called, and `limits/wide-characters` tells where it may matter. A parameter without a schema takes what the rest of the template leaves.",
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
    what: "A pointer that cannot lead to records: made of what they do not have, of nothing, or beside a `cache`; or one with a name that a method may have.",
    why: "A pointer's key is built from a record, from the parameters of its own key and the fields of its value, each time that the record is written.",
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
    what: "An asset collection whose key template does not have just one parameter, or that stores files compressed as well and has text behind it.",
    why: "Each file of the folder has one key, made from its path; a compressed form is marked behind the path, so that no other key can be like it.",
    wrong: `page: assets({ key: "site:index", from: "./public" }),`,
    right: `page: assets({ key: "site:{path}", from: "./public" }),`,
  },
} as const satisfies Readonly<Record<string, ProblemDocs>>;
