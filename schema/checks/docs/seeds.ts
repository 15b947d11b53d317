import type { ProblemDocs } from "../../problem-docs.ts";

/** The checks of seeds, record by record. */
export const SEED_CHECKS = {
  "seed-not-supported": {
    what: "A seed file in a format that cannot be read, or a seed of sealed values.",
    why: "Keyloom goes by the file's extension: `.json`, `.ndjson`, `.jsonl`, `.csv`, or that of a module. Only the Worker has the secret that seals values.",
    wrong: `flag: collection({
  key: "flag:{name}",
  value: z.boolean(),
  ttl: ttl.none("configuration outlives deploys"),
  seed: "./seeds/flags.yaml",
}),`,
    right: `flag: collection({
  key: "flag:{name}",
  value: z.boolean(),
  ttl: ttl.none("configuration outlives deploys"),
  seed: "./seeds/flags.json",
}),`,
  },
  "seed-unreadable": {
    what: "A seed that is missing, is not in its format, or whose module fails; a folder of assets without files.",
    why: "A deploy would provision the namespaces and then stop, with half of the data.",
    wrong: `flag: collection({
  key: "flag:{name}",
  value: z.boolean(),
  ttl: ttl.none("configuration outlives deploys"),
  seed: "./seeds/falgs.json",
}),`,
    right: `flag: collection({
  key: "flag:{name}",
  value: z.boolean(),
  ttl: ttl.none("configuration outlives deploys"),
  seed: "./seeds/flags.json",
}),`,
  },
  "not-found-missing": {
    what: "An asset collection whose `notFound` or `singlePageApp` page is not a file of its folder.",
    why: "Visitors would get a bare line of text instead, and nobody would be told.",
    wrong: `page: assets({ key: "site:{path}", from: "./public", notFound: "/404.html" }),`,
    right: `page: assets({ key: "site:{path}", from: "./public", notFound: "404.html" }),`,
  },
  "seed-mismatch": {
    what: "A record of a seed that does not fit its collection: its parameters, value, metadata or TTL; a file that is too large for KV, or whose path is too long.",
    why: "The Worker's accessor would reject what the deploy has written.",
    wrong: `flag: collection({
  key: "flag:{name}",
  value: z.boolean(),
  ttl: ttl.none("configuration outlives deploys"),
  seed: [{ params: { name: "dark-mode" }, value: "on" }],
}),`,
    right: `flag: collection({
  key: "flag:{name}",
  value: z.boolean(),
  ttl: ttl.none("configuration outlives deploys"),
  seed: [{ params: { name: "dark-mode" }, value: true }],
}),`,
  },
  "seed-duplicate": {
    what: "Two records of a seed with the same key.",
    why: "KV rejects the same key twice in one write, and nobody could tell which record was meant.",
    wrong: `flag: collection({
  key: "flag:{name}",
  value: z.boolean(),
  ttl: ttl.none("configuration outlives deploys"),
  seed: [
    { params: { name: "dark-mode" }, value: true },
    { params: { name: "dark-mode" }, value: false },
  ],
}),`,
    right: `flag: collection({
  key: "flag:{name}",
  value: z.boolean(),
  ttl: ttl.none("configuration outlives deploys"),
  seed: [
    { params: { name: "dark-mode" }, value: true },
    { params: { name: "new-cart" }, value: false },
  ],
}),`,
  },
} as const satisfies Readonly<Record<string, ProblemDocs>>;
