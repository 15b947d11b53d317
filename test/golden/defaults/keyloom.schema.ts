import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  output: "./kv.gen.ts",
  namespaces: {
    SETTINGS: {
      title: "settings-{stage}",
      collections: {
        profile: collection({
          key: "profile:{user}",
          params: { user: z.uuid() },
          value: z.object({
            // They pass their own checks, so that they may stand in the destructuring.
            theme: z.enum(["light", "dark"]).default("light"),
            pageSize: z.int().min(1).max(100).default(20),
            tags: z.array(z.string()).default([]),
            // It would not: zod gives it unchecked.
            nickname: z.string().min(1).default(""),
            // What is filled in is an object.
            limits: z
              .object({ daily: z.int().default(10), weekly: z.int().optional() })
              .default({ daily: 5 }),
            address: z.object({ street: z.string(), city: z.string() }).nullable().default(null),
            locale: z.string().default("en").optional(),
            range: z.tuple([z.int(), z.int().default(10), z.int().positive().default(0)]),
            unchanged: z.object({ street: z.string(), city: z.string() }),
          }),
          metadata: z.object({ version: z.int().default(1) }),
          ttl: ttl.none("people's settings"),
        }),
        counter: collection({
          key: "counter:{name}",
          value: z.int().default(0),
          ttl: ttl.fixed("1d"),
        }),
      },
    },
  },
});
