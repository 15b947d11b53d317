import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

const card = z.object({ type: z.literal("card"), last4: z.string().length(4) });
const transfer = z.object({
  type: z.enum(["sepa", "wire"]),
  iban: z.string().regex(/^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/),
});

export default defineKv({
  output: "./kv.gen.ts",
  namespaces: {
    PAYMENTS: {
      title: "payments-{stage}",
      collections: {
        // The value itself is a discriminated union.
        payment: collection({
          key: "payment:{id}",
          params: { id: z.uuid() },
          value: z.discriminatedUnion("type", [card, transfer]),
          ttl: ttl.fixed("90d"),
        }),
        refund: collection({
          key: "refund:{id}",
          params: { id: z.uuid() },
          value: z.object({
            // Of plain types, so that one condition tells.
            reason: z.union([z.literal("late"), z.literal("broken"), z.number(), z.null()]),
            // Of types whose contents are checked.
            contact: z.union([z.email(), z.e164(), z.object({ street: z.string() })]),
            way: z.discriminatedUnion("type", [
              z.discriminatedUnion("type", [card, transfer]),
              z.object({ type: z.literal("cash").optional(), branch: z.string() }),
            ]),
            steps: z.array(z.union([z.string(), z.object({ at: z.iso.datetime() })])).min(1),
          }),
          ttl: ttl.fixed("90d"),
        }),
      },
    },
  },
});
