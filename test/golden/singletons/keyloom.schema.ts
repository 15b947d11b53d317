import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  output: "./kv.gen.ts",
  namespaces: {
    SITE: {
      title: "site-{stage}",
      preview: true,
      description: "What the whole site shares.",
      collections: {
        banner: collection({
          description: "The text on top of each page.",
          key: "banner",
          value: z.string().max(200),
          codec: "text",
          metadata: z.object({ by: z.string().max(40) }).optional(),
          ttl: ttl.required({ min: "5m", max: "1d" }),
        }),
        state: collection({
          key: "state",
          value: z.union([z.literal("open"), z.enum(["closed", "moving"])]),
          codec: "text",
          ttl: ttl.default("1h"),
        }),
        settings: collection({
          key: "settings",
          value: z.object({ currency: z.enum(["EUR", "USD"]) }),
          ttl: ttl.none("one record, changed by hand"),
          fallback: { currency: "EUR" },
        }),
        maintenance: collection({
          key: "maintenance",
          value: z.object({ until: z.int() }),
          metadata: z.object({ ticket: z.string().max(20) }),
          ttl: ttl.fromField("until"),
        }),
      },
    },
  },
});
