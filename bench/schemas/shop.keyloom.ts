import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

const money = z.object({ amount: z.int().min(0), currency: z.enum(["EUR", "GBP", "USD"]) });
const sku = z.string().max(40);
const locale = z.enum(["de", "en", "fr", "nl"]);

/** Ten collections, as a shop would have them. */
export default defineKv({
  output: "./shop.gen.ts",
  namespaces: {
    SHOP: {
      title: "shop-{stage}",
      preview: true,
      collections: {
        product: collection({
          key: "product:{sku}",
          params: { sku },
          value: z.object({
            name: z.string(),
            description: z.string(),
            price: money,
            images: z.array(z.string().startsWith("https://")),
            tags: z.array(z.string()),
            updatedAt: z.iso.datetime(),
          }),
          ttl: ttl.none("replaced when the catalogue changes"),
        }),
        stock: collection({
          key: "stock:{sku}:{warehouse}",
          params: { sku, warehouse: z.enum(["north", "south"]) },
          value: z.object({ available: z.int().min(0), reserved: z.int().min(0) }),
          ttl: ttl.fixed("1h"),
        }),
        category: collection({
          key: "category:{locale}:{slug}",
          params: { locale, slug: z.string().max(80) },
          value: z.object({ title: z.string(), parent: z.string().nullable(), skus: z.array(sku) }),
          ttl: ttl.none("replaced when the catalogue changes"),
        }),
        session: collection({
          key: "session:{id}",
          params: { id: z.uuid() },
          value: z.object({
            customerId: z.string().optional(),
            locale,
            cart: z.array(z.object({ sku, quantity: z.int().min(1).max(99) })),
            startedAt: z.iso.datetime(),
          }),
          metadata: z.object({ country: z.string().max(2) }),
          ttl: ttl.default("2h", { max: "7d" }),
        }),
        customer: collection({
          key: "customer:{id}",
          params: { id: z.uuid() },
          value: z.object({
            email: z.email(),
            name: z.string(),
            isSubscribed: z.boolean(),
            addresses: z.array(
              z.object({ street: z.string(), city: z.string(), postcode: z.string() }),
            ),
          }),
          ttl: ttl.none("a copy of the customers' database"),
        }),
        order: collection({
          key: "order:{day}:{number}",
          params: { day: z.date(), number: z.int().min(0).max(999_999) },
          value: z.object({
            customerId: z.string(),
            state: z.enum(["open", "paid", "sent", "returned"]),
            total: money,
            lines: z.array(z.object({ sku, quantity: z.int(), price: money })),
          }),
          ttl: ttl.fixed("90d"),
        }),
        flag: collection({
          key: "config:flag:{name}",
          params: { name: z.enum(["new-checkout", "reviews"]) },
          value: z.object({ enabled: z.boolean(), rollout: z.number().min(0).max(100) }),
          fallback: { enabled: false, rollout: 0 },
          ttl: ttl.none("configuration outlives deploys"),
        }),
        search: collection({
          key: "cache:search:{locale}:{query}",
          params: { locale, query: z.string().max(100) },
          value: z.object({ skus: z.array(sku), total: z.int() }),
          ttl: ttl.default("10m", { max: "1d" }),
        }),
        redirect: collection({
          key: "redirect:{path}",
          params: { path: z.string().max(120) },
          value: z.string(),
          codec: "text",
          ttl: ttl.none("old links stay in use"),
        }),
        banner: collection({
          key: "config:banner",
          value: z.object({ text: z.string(), until: z.iso.datetime().optional() }),
          ttl: ttl.required({ max: "30d" }),
        }),
      },
    },
  },
});
