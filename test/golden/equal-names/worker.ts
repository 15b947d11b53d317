import { type Env, keyloom, type UserParams, type UsersSessionParams } from "./kv.gen.ts";

export default {
  async fetch(_request, env) {
    const { ADMINS, USERS } = keyloom(env);
    const user: UserParams = { id: "1" };
    const session: UsersSessionParams = user;
    await USERS.user.put(user, { name: "Ada" });
    await USERS.session.put(session, { name: "Ada" });
    // @ts-expect-error: the session of an admin has a device.
    await ADMINS.session.get(session);
    for await (const { params } of ADMINS.session.list({ id: "1" }))
      await ADMINS.session.get(params);
    // @ts-expect-error: the device comes behind the id.
    ADMINS.session.list({ device: "web" });
    await USERS.apiKey.delete({ id: "1" });
    await ADMINS.APIKey.delete({ id: "1" });
    return new Response(USERS.userParams.key({ id: "1" }));
  },
} satisfies ExportedHandler<Env>;
