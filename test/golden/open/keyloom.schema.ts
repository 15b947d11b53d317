import { collection, defineKv, gzip, param, sealed, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  output: "./kv.gen.ts",
  namespaces: {
    OTHERS: {
      title: "others",
      collections: {
        answer: collection({
          key: "answer:{url}",
          params: { url: param.rest(z.string().regex(/^https:\/\/[!-~]{1,400}$/)) },
          value: z.unknown(),
          ttl: ttl.fixed("5m"),
        }),
        webhook: collection({
          key: "webhook:{id}",
          value: z.object({
            source: z.string(),
            payload: z.unknown(),
            headers: z.record(z.string(), z.any()).optional(),
            attempts: z.array(z.unknown()).readonly(),
            last: z.union([z.string(), z.unknown()]).optional(),
          }),
          codec: gzip("json"),
          ttl: ttl.default("1d"),
        }),
        profile: collection({
          key: "profile:{id}",
          value: z.looseObject({ name: z.string() }),
          version: 2,
          upcasts: { 1: { from: "./upcasts.ts", name: "profileFrom1" } },
          codec: sealed("json", { secret: "PROFILE_KEYS" }),
          ttl: ttl.none("profiles stay"),
        }),
        either: collection({
          key: "either:{id}",
          value: z.union([z.union([z.string(), z.unknown()])]),
          ttl: ttl.fixed("1h"),
        }),
        state: collection({
          key: "state",
          value: z.any(),
          ttl: ttl.none("there is one"),
        }),
      },
    },
  },
});
