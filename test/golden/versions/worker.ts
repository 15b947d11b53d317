import { type Env, keyloom } from "./src/kv.gen.ts";

export default {
  async fetch(_request: Request, env: Env): Promise<Response> {
    const { bio, consent, theme, user } = keyloom(env).USERS;
    await user.put({ id: "ann" }, { firstName: "Ann", lastName: "Lee", tags: [] });
    // @ts-expect-error: that was version 1.
    await user.put({ id: "ann" }, { name: "Ann Lee" });
    const found = await user.get({ id: "ann" });
    for await (const { metadata } of bio.list()) {
      // @ts-expect-error: the version is not the author's.
      metadata.$version;
    }
    const given = (await consent.get({ id: "ann" }))?.given ?? false;
    return Response.json([found?.lastName, given, await theme.get()]);
  },
};
