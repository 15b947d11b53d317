import { type Env, keyloom, type Payment } from "./kv.gen.ts";

function last(payment: Payment): string {
  return payment.type === "card" ? payment.last4 : payment.iban.slice(-4);
}

export default {
  async fetch(_request, env) {
    const { payment, refund } = keyloom(env).PAYMENTS;
    const id = crypto.randomUUID();
    await payment.put({ id }, { type: "card", last4: "1234" });
    // @ts-expect-error: an account number is no part of a card.
    await payment.put({ id }, { type: "card", iban: "DE00" });

    await refund.put(
      { id },
      { reason: null, contact: { street: "Main Street" }, way: { branch: "1" }, steps: ["asked"] },
    );
    // @ts-expect-error: there is no such reason.
    await refund.put({ id }, { reason: "lost", contact: "", way: { branch: "1" }, steps: [] });

    const found = await payment.get({ id });
    return new Response(found === null ? null : last(found));
  },
} satisfies ExportedHandler<Env>;
