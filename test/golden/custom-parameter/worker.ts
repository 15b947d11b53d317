import { type Env, keyloom } from "./src/kv.gen.ts";

export default {
  async fetch(_request, env) {
    const { price, seat, tax } = keyloom(env).PRICES;
    const amount = { cents: 1, currency: "EUR" } as const;
    await price.put({ country: "DE", code: "shoes", amount }, { since: "2026-01-01" });
    // @ts-expect-error: a country that the codec does not know.
    await price.get({ country: "IT", code: "shoes", amount });
    // @ts-expect-error: an amount without its currency.
    price.key({ country: "DE", code: "shoes", amount: { cents: 1 } });

    for await (const { params } of price.list({ country: "FR" })) await price.get(params);
    // @ts-expect-error: the code comes behind the country.
    price.list({ code: "shoes" });
    await seat.put({ room: 12, row: 3, number: 45 }, "Ann");
    for await (const { params } of seat.list({ room: 12, row: { from: 3 } }))
      await seat.get(params);
    // @ts-expect-error: the order of such numbers in keys is that of texts.
    seat.list({ room: { from: 3 } });
    // @ts-expect-error: a town has a name.
    await tax.get({ country: "FR", town: "Lyon" });
    const rate: number | null = await tax.get({ country: "FR", town: { name: "Lyon" } });
    return Response.json({ rate });
  },
} satisfies ExportedHandler<Env>;
