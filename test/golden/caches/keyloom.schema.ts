import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

/** Collections that keep what a loader gives. */
export default defineKv({
  output: "./kv.gen.ts",
  namespaces: {
    APP: {
      title: "app-{stage}",
      collections: {
        page: collection({
          key: "page:{url}",
          value: z.object({ html: z.string() }),
          cache: {},
          ttl: ttl.fixed("1h"),
        }),
        price: collection({
          key: "price:{sku}",
          value: z.number(),
          cache: { stale: "1d", jitter: 0.1 },
          ttl: ttl.required({ max: "1d" }),
        }),
        // A literal, or that there is none.
        plan: collection({
          key: "plan:{customer}",
          value: z.enum(["free", "paid"]).nullable(),
          cache: { stale: "1h" },
          ttl: ttl.default("1h"),
        }),
        region: collection({
          key: "region:{ip}",
          value: z.union([z.literal("eu"), z.literal(1), z.boolean()]),
          cache: { negative: "1h" },
          ttl: ttl.fixed("1h"),
        }),
        quote: collection({
          key: "quote:{symbol}",
          value: z.object({ price: z.number() }),
          cache: { negative: "5m" },
          cacheTtl: "1m",
          ttl: ttl.default("1h"),
        }),
      },
    },
  },
});
