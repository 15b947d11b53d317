import { type Env, keyloom, type Page, type Quote } from "./kv.gen.ts";

export default {
  async fetch(_request, env, context) {
    const { page, plan, price, quote, region } = keyloom(env).APP;
    const url = { url: "/" };
    const loaded: Page = await page.getOrLoad(url, () => ({ html: "" }), { context });
    const cost: number = await price.getOrLoad({ sku: "a" }, async () => 5, { ttl: "2h" });
    const found: Quote | null = await quote.getOrLoad({ symbol: "A" }, () => null, {
      cacheTtl: "5m",
    });
    const own = await quote.getOrLoad({ symbol: "A" }, () => null, {
      ttl: ({ price }) => (price > 1 ? 60 * price : undefined),
    });
    await price.getOrLoad({ sku: "a" }, () => 5, { ttl: (cost) => (cost > 1 ? "2h" : new Date()) });
    const ann = { customer: "ann" };
    await plan.update(ann, () => "paid", { ttl: "2h" });
    await plan.update(ann, async (old) => (old === "paid" ? "free" : "paid"));
    await plan.update(ann, async () => "paid" as const);
    const given: "free" | "paid" | null = await plan.getOrLoad(ann, () => "free", { ttl: "2h" });
    const where: "eu" | 1 | boolean | null = await region.getOrLoad({ ip: "::1" }, () => null);
    // @ts-expect-error: there is no such plan.
    await plan.update(ann, () => "gold");
    // @ts-expect-error: there is no such plan.
    await plan.getOrLoad(ann, async () => "gold");
    // @ts-expect-error: that there is none is not kept.
    await page.getOrLoad(url, () => null);
    // @ts-expect-error: it needs a TTL.
    await price.getOrLoad({ sku: "a" }, () => 5);
    // @ts-expect-error: it needs a TTL, also from a function.
    await price.getOrLoad({ sku: "a" }, () => 5, { ttl: () => undefined });
    // @ts-expect-error: that is no TTL.
    await plan.getOrLoad(ann, () => "free", { ttl: () => "soon" });
    // @ts-expect-error: it may be that there is none.
    const price2: Quote = await quote.getOrLoad({ symbol: "A" }, () => ({ price: 1 }));
    return Response.json([loaded, cost, found, own, price2, given, where]);
  },
} satisfies ExportedHandler<Env>;
