import { type Env, keyloom } from "./src/kv.gen.ts";

export default {
  async fetch(_request, env) {
    const { booking, customer, folder } = keyloom(env).SHOP;
    const params = { id: "1" };
    await booking.put(
      params,
      { from: "2026-11-24", to: "2026-11-25" },
      { metadata: { color: "red" } },
    );
    // @ts-expect-error: its form is that of the type without the refinement.
    await booking.put(params, { from: "2026-11-24" }, { metadata: { color: "red" } });
    const found = await customer.get(params);
    if (found === null) return new Response(null, { status: 404 });
    const { contact, createdAt, nickname, visits }: typeof found = found;
    const last: string = found.payment.kind === "card" ? found.payment.last : contact;
    await folder.put({ schema: "root", folders: [] });
    return Response.json([createdAt, nickname?.length, visits[0]?.count, last]);
  },
} satisfies ExportedHandler<Env>;
