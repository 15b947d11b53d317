import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

const metadata = z.object({ author: z.string().max(40), draft: z.boolean().default(false) });

/** Collections of which the accessors have the same methods, and some that differ in one thing. */
export default defineKv({
  output: "./kv.gen.ts",
  namespaces: {
    TEXTS: {
      title: "texts",
      collections: {
        article: collection({
          key: "article:{section}:{slug}",
          params: { section: z.enum(["news", "sport"]), slug: z.string().max(60) },
          value: z.object({ title: z.string(), tags: z.array(z.string()).default([]) }),
          metadata,
          ttl: ttl.required({ max: "7d" }),
        }),
        page: collection({
          key: "page:{site}:{path}",
          params: { site: z.string().max(20), path: z.string().max(60) },
          value: z.object({ blocks: z.array(z.string()), lang: z.string().default("en") }),
          metadata,
          ttl: ttl.required({ max: "7d" }),
        }),
        // Its TTL has other bounds.
        term: collection({
          key: "term:{language}:{word}",
          params: { language: z.string().max(5), word: z.string().max(60) },
          value: z.object({ meaning: z.string(), related: z.array(z.string()).default([]) }),
          metadata,
          ttl: ttl.required({ max: "30d" }),
        }),
      },
    },
    CACHE: {
      title: "cache",
      collections: {
        // Each has what it says of its own cache besides.
        quote: collection({
          key: "quote:{id}",
          params: { id: z.uuid() },
          value: z.object({ text: z.string() }),
          ttl: ttl.default("1h", { max: "7d" }),
          cache: { stale: "1h" },
        }),
        rate: collection({
          key: "rate:{currency}",
          params: { currency: z.enum(["EUR", "USD"]) },
          value: z.number(),
          ttl: ttl.default("5m", { max: "7d" }),
          cache: { negative: "1m" },
        }),
      },
    },
  },
});
