import { type Backup, type Env, keyloom, type UploadInput } from "./kv.gen.ts";

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { FILES, SESSIONS } = keyloom(env);
    const body: UploadInput = request.body ?? new Uint8Array();
    await FILES.upload.put({ id: "a" }, body, { metadata: { contentType: "image/png" } });
    const backup: Backup | null = await FILES.backup.get({ day: new Date(0) });
    if (backup !== null) return new Response(backup);
    const [thumbnail] = await FILES.thumbnail.getMany([{ id: "a" }]);
    await FILES.logo.put(thumbnail ?? Uint8Array.of(1));
    // The DOM's types take only bytes of such a buffer for a response's body; those of a request may have any.
    const logo: Uint8Array<ArrayBuffer> | null = await FILES.logo.get();
    await FILES.logo.put(logo ?? (await request.bytes()));
    const { SESSION_KEYS: _, ...rest } = env;
    // A secret may be of the Secrets Store.
    keyloom({ ...rest, SESSION_KEYS: {} as SecretsStoreSecret });
    // @ts-expect-error: a Worker could not have many streams open.
    await FILES.upload.getMany([{ id: "a" }]);
    // @ts-expect-error: what was sent cannot be given.
    await FILES.upload.update({ id: "a" }, (body) => body);
    // @ts-expect-error: a text is not bytes.
    await FILES.logo.put("a");
    // @ts-expect-error: nor does it flow.
    await FILES.backup.put({ day: new Date(0) }, "a");

    const session = await SESSIONS.session.get({ id: "0190a0b0-1111-4222-8333-444455556666" });
    return Response.json([session?.theme, await SESSIONS.token.get()]);
  },
};

// @ts-expect-error: the secrets are bindings of the Worker too.
export const lacking: Env = { FILES: {} as never, SESSIONS: {} as never, SESSION_KEYS: "" };
