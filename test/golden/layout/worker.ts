import { type Env, type FeatureParams, keyloom } from "./kv.gen.ts";

export default {
  async fetch(_request, env) {
    const { aCollectionWithALongName, feature } = keyloom(env).LAYOUT;
    const params: FeatureParams = { area: "css", name: "grid" };
    const found = await feature.get(params);
    if (found !== null) await feature.put(params, found, { ttl: "2m" });
    // @ts-expect-error: no such area.
    for await (const { key } of feature.list({ area: "xml" })) feature.parse(key);

    const list = aCollectionWithALongName.list({
      theFirstParameter: "a",
      theSecondParameter: 1,
      theThirdParameter: new Date(0),
    });
    for await (const { params, metadata } of list) {
      const { theSecondProperty } = await aCollectionWithALongName.get(params);
      await aCollectionWithALongName.put(params, { theSecondProperty }, { metadata, ttl: "1d" });
    }
    // @ts-expect-error: all that lead must be there.
    aCollectionWithALongName.list({ theFirstParameter: "a", theThirdParameter: new Date(0) });
    return new Response();
  },
} satisfies ExportedHandler<Env>;
