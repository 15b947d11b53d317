import { collection, defineKv, gzip, sealed, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  output: "./src/kv.gen.ts",
  namespaces: {
    USERS: {
      title: "users-{stage}",
      collections: {
        user: collection({
          key: "user:{id}",
          value: z.object({
            firstName: z.string(),
            lastName: z.string(),
            tags: z.array(z.string()),
          }),
          version: 3,
          upcasts: {
            1: { from: "./upcasts.ts", name: "userFrom1" },
            2: { from: "./upcasts.ts", name: "userFrom2" },
          },
          ttl: ttl.none("users stay"),
        }),
        bio: collection({
          key: "bio:{id}",
          value: z.string().max(1_000),
          codec: "text",
          metadata: z.object({ language: z.string().max(10) }),
          version: 2,
          upcasts: { 1: { from: "./upcasts.ts", name: "bioFrom1" } },
          versionIn: "metadata",
          ttl: ttl.fixed("30d"),
        }),
        consent: collection({
          key: "consent:{id}",
          value: z.object({ given: z.boolean() }),
          codec: sealed(gzip("json"), { secret: "CONSENT_KEYS" }),
          version: 2,
          upcasts: { 1: { from: "./upcasts.ts", name: "consentFromTheFirstVersionOfTheForm" } },
          ttl: ttl.none("the law says so"),
        }),
        theme: collection({
          key: "theme",
          value: z.enum(["light", "dark"]),
          version: 1,
          ttl: ttl.none("there is one"),
        }),
      },
    },
  },
});
