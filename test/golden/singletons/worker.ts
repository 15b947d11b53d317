import { type Env, keyloom } from "./kv.gen.ts";

export default {
  async fetch(_request, env) {
    const { banner, maintenance, settings } = keyloom(env).SITE;
    await banner.put("Sale!", { ttl: "1h" });
    await banner.put("Sale!", { ttl: 3600, metadata: { by: "me" } });
    // @ts-expect-error: the collection needs a TTL.
    await banner.put("Sale!");
    // @ts-expect-error: the collection needs a TTL, also where there is metadata.
    await banner.put("Sale!", { metadata: { by: "me" } });

    await maintenance.put({ until: 2_000_000_000 }, { metadata: { ticket: "1" } });
    // @ts-expect-error: the collection needs metadata.
    await maintenance.put({ until: 2_000_000_000 });
    // @ts-expect-error: the TTL comes from the value.
    await maintenance.put({ until: 2_000_000_000 }, { metadata: { ticket: "1" }, ttl: 60 });

    // The fallback stands in for a missing one.
    const { currency } = await settings.get({ cacheTtl: 60 });
    // @ts-expect-error: there is one record, and no list of it.
    settings.list();
    // @ts-expect-error: no such currency.
    await settings.put({ currency: "GBP" });
    await settings.delete();
    return new Response(`${settings.key()}: ${currency}, ${await banner.get()}`);
  },
} satisfies ExportedHandler<Env>;
