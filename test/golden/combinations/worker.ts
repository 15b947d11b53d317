import { type Account, type Env, keyloom, type Page, type Price } from "./kv.gen.ts";

const since = new Date(0);

export default {
  async fetch(_request, env, context) {
    const { APP, FILES } = keyloom(env);
    const id = { tenant: "a", id: "1" };
    const given: Account = { email: "b@b.org", team: "red", since };
    await APP.account.put(id, given, { ttl: "1d" });
    const account: Account = await APP.account.update(id, (value) => ({ ...value, since }));
    for await (const { params } of APP.account.byTeam.list({ team: "red" })) {
      await APP.account.touch(params, { ttl: "7d" });
    }
    // @ts-expect-error: the schema leaves it out.
    await APP.account.delete(id);

    const draft: string = await APP.draft.update((text) => `${text}.`, {
      metadata: { label: "a" },
    });
    const event = { day: since, id: "1" };
    await APP.event.put(event, { kind: "sale", until: 2e9 }, { metadata: { seen: since } });
    const sale = await APP.event.byKind.find({ kind: "sale" });
    const seen: Date | undefined = sale?.metadata.seen;
    const order = { shop: 1, id: "1" };
    const value = { buyer: "a", until: "2036-01-01T00:00:00.000Z", paid: since, lines: [] };
    await APP.order.put(order, value, { metadata: {} });
    await APP.order.page({ shop: { from: 1 } }, { limit: 10 });

    const page: Page | null = await APP.page.getOrLoad({ url: "/" }, () => null, { context });
    const known: Page = await APP.page.get({ url: "/" });
    const price: Price | null = await APP.price.getOrLoad({ sku: "a" }, () => ({ price: 1 }));
    const quote = await APP.quote.getOrLoad({ market: "a", symbol: "b" }, () => null);

    await FILES.blob.put({ id: "1" }, new Uint8Array(), { metadata: "image", ttl: "1d" });
    await FILES.cover.put(new Uint8Array(), { metadata: { seen: since } });
    const notes: readonly string[] = await FILES.note.getMany([{ owner: "a", id: "1" }]);
    await FILES.video.put({ owner: "a", id: "1" }, new Uint8Array());
    for await (const { value, metadata } of FILES.video.entries({ owner: "a" })) {
      return new Response(value, { headers: { seconds: String(metadata?.seconds) } });
    }
    return Response.json([account, draft, seen, page, known, price, quote, notes]);
  },
} satisfies ExportedHandler<Env>;
