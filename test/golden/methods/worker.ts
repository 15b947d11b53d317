import { type Env, keyloom } from "./kv.gen.ts";

const ID = "2f1e9d5c-8a7b-4c3d-9e0f-112233445566";

export default {
  async fetch(_request, env) {
    const { audit, banner, session, setting, token } = keyloom(env).APP;
    const params = { id: ID, device: "web" } as const;
    await session.put(params, { cart: [] }, { ttl: "2h" });
    await session.touch(params);
    await session.delete(params);
    // @ts-expect-error: the schema leaves lists out.
    session.list();
    // @ts-expect-error: the schema leaves it out.
    session.deleteAll();
    // @ts-expect-error: only lists take keys apart.
    session.parse("session:1:web");
    // @ts-expect-error: the schema leaves it out.
    session.getMany([params]);

    await setting.get({ name: "a" });
    // @ts-expect-error: the Worker only reads it.
    await setting.put({ name: "a" }, { isOn: true });

    await token.put({ hash: "a" }, { user: "ann" }, { ttl: "1d" });
    // @ts-expect-error: tokens are written, and read elsewhere.
    await token.get({ hash: "a" });

    await audit.put({ day: new Date(), id: ID }, { what: "a login" });
    for await (const { value } of audit.entries({ day: { from: new Date(0) } })) value.what.trim();
    // @ts-expect-error: nobody removes what is there for an audit.
    audit.deleteAll();

    // @ts-expect-error: the Worker reads it only.
    await banner.put("Sale!");
    return new Response(`${session.key(params)}: ${await banner.get()}`);
  },
} satisfies ExportedHandler<Env>;
