import { type Env, keyloom, type Page, type Quote } from "./kv.gen.ts";

export default {
  async fetch(_request, env, context) {
    const { page, price, quote } = keyloom(env).APP;
    const url = { url: "/" };
    const loaded: Page = await page.getOrLoad(url, () => ({ html: "" }), { context });
    const cost: number = await price.getOrLoad({ sku: "a" }, async () => 5, { ttl: "2h" });
    const found: Quote | null = await quote.getOrLoad({ symbol: "A" }, () => null, {
      cacheTtl: "5m",
    });
    // @ts-expect-error: that there is none is not kept.
    await page.getOrLoad(url, () => null);
    // @ts-expect-error: it needs a TTL.
    await price.getOrLoad({ sku: "a" }, () => 5);
    // @ts-expect-error: it may be that there is none.
    const price2: Quote = await quote.getOrLoad({ symbol: "A" }, () => ({ price: 1 }));
    return Response.json([loaded, cost, found, price2]);
  },
} satisfies ExportedHandler<Env>;
