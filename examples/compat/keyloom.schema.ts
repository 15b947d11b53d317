import { assets, collection, defineKv, stored, ttl } from "keyloom";
import { z } from "zod";
import { AREAS } from "./src/areas.ts";
import { FLAGS } from "./src/flags.ts";

const area = z.enum(AREAS);

const featureName = z.string().max(120).describe("The path in the tree: `AbortController.abort`.");

const statement = z.object({
  added: z
    .union([z.string(), z.boolean()])
    .describe("The first version, or whether it is supported at all."),
  removed: z.string().optional(),
  partial: z.boolean().default(false),
  behindFlag: z.boolean().default(false),
  prefix: z.string().optional(),
  alternativeName: z.string().optional(),
  notes: z.array(z.string()).default([]),
});

export default defineKv({
  output: "./src/kv.gen.ts",
  namespaces: {
    COMPAT: {
      title: "compat-{stage}-data",
      preview: true,
      description: "MDN's browser compatibility data, one key per feature.",
      collections: {
        feature: collection({
          description: "Which versions of which browsers support a feature.",
          key: "feature:{area}:{name}",
          params: { area, name: featureName },
          value: z.object({
            description: z.string().optional(),
            mdnUrl: z.string().startsWith("https://").optional(),
            support: z.record(z.string(), z.array(statement).min(1)),
          }),
          metadata: z.object({
            status: z.enum(["standard", "experimental", "deprecated", "unknown"]),
          }),
          ttl: ttl.none("replaced by the next release of the data"),
          seed: "./seeds/features.ts",
        }),
      },
    },
    APP: {
      title: "compat-{stage}-app",
      preview: true,
      collections: {
        flag: collection({
          description: "A switch of the site; one that was never set is off.",
          key: "config:flag:{name}",
          params: { name: z.enum(FLAGS) },
          value: z.object({ enabled: z.boolean() }),
          ttl: ttl.none("configuration outlives deploys"),
          fallback: { enabled: false },
          seed: "./seeds/flags.json",
        }),
        answer: collection({
          description: "An answer, computed from a feature and kept for the next visitor.",
          key: "cache:answer:{area}:{name}",
          params: { area, name: featureName },
          value: z.object({
            feature: z.string(),
            browsers: z.array(
              z.object({
                browser: z.string(),
                support: z.enum(["yes", "partly", "no"]),
                since: z.string().nullable(),
                notes: z.array(z.string()),
              }),
            ),
          }),
          cache: { stale: "1d", negative: "1h", jitter: 0.1 },
          ttl: ttl.default("1h", { max: "1d" }),
          methods: ["getOrLoad"],
        }),
        session: collection({
          description: "What a visitor has looked up recently.",
          key: "session:{id}",
          params: { id: z.uuid() },
          value: z.object({
            startedAt: stored.date(),
            recent: z.array(z.string()).max(5),
          }),
          ttl: ttl.fixed("7d"),
          methods: ["parse", "get", "put"],
        }),
        page: assets({
          description: "The site's files.",
          key: "site:{path}",
          from: "./public",
        }),
      },
    },
  },
});
