import { type Env, keyloom } from "./kv.gen.ts";

export default {
  async fetch(_: Request, env: Env) {
    const kv = keyloom(env);
    const params = { section: "news", slug: "first" } as const;
    await kv.TEXTS.article.put(
      params,
      { title: "First" },
      { metadata: { author: "ann" }, ttl: "2d" },
    );
    const pages = await kv.TEXTS.page.getManyWithMetadata([{ site: "a", path: "b" }]);
    const found = await kv.TEXTS.article.getWithMetadata(params);
    for await (const { params, value } of kv.TEXTS.term.entries({ language: "en" })) {
      if (value.meaning === found?.value.title) return new Response(params.word);
    }
    const rate = await kv.CACHE.rate.getOrLoad({ currency: "EUR" }, () => 1.1, { ttl: "10m" });
    const quote = await kv.CACHE.quote.update({ id: "" }, ({ text }) => ({ text: `${text}!` }));
    return Response.json({ authors: pages.map((page) => page?.metadata.author), rate, quote });
  },
};
