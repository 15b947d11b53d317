import { type Env, keyloom } from "./kv.gen.ts";

export default {
  async fetch(_request, env) {
    const { event, task, ticket, visits } = keyloom(env).SHOP;
    const params = { id: "1" };
    // What is read is what is written.
    const found = await event.get(params);
    const { at, until, total, when }: typeof found = found;
    await event.put(
      params,
      { ...found, total: total + 1n, until: until ?? at },
      { metadata: { seenAt: new Date() } },
    );
    // @ts-expect-error: an encoder fills nothing in.
    await event.put(params, { ...found, tags: undefined }, { metadata: { seenAt: at } });
    // @ts-expect-error: a date is stored as text, and written as a date.
    await event.put(params, found, { metadata: { seenAt: "2026-11-24T13:46:00Z" } });
    await task.put(params, { due: at, parts: [{ parts: [] }] });
    await ticket.put(params, { open: true, expiresAt: new Date(Date.now() + 3_600_000) });
    // What is written is what is stored, and what is read is made of it.
    await visits.put({ page: "a" }, { count: "1", raw: 1 });
    await visits.update({ page: "a" }, ({ count }) => ({ count: String(count + 1), raw: null }));
    const later = when === "later" ? when : when.toISOString();
    return Response.json([later, at.getTime(), String(total)]);
  },
} satisfies ExportedHandler<Env>;
