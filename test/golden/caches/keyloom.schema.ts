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
