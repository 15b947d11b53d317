import { type Env, keyloom } from "./kv.gen.ts";

const unchanged = { street: "Main Street", city: "Berlin" };

export default {
  async fetch(_request, env) {
    const { counter, profile } = keyloom(env).SETTINGS;
    const params = { user: crypto.randomUUID() };
    await profile.put(params, { range: [1], unchanged }, { metadata: {} });
    // @ts-expect-error: what has no default must be given.
    await profile.put(params, { range: [1] }, { metadata: {} });
    // @ts-expect-error: the first item has no default.
    await profile.put(params, { range: [], unchanged }, { metadata: {} });
    // @ts-expect-error: metadata must be given, even if all of it has defaults.
    await profile.put(params, { range: [1], unchanged });
    await counter.put({ name: "visits" }, undefined);

    const found = await profile.getWithMetadata(params);
    if (found === null) return new Response(null, { status: 404 });
    const { limits, range, tags, theme }: typeof found.value = found.value;
    const [, second]: readonly number[] = range;
    const version: number = found.metadata.version;
    return Response.json({ daily: limits.daily, first: tags[0], second, theme, version });
  },
} satisfies ExportedHandler<Env>;
