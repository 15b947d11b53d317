import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  output: "./kv.gen.ts",
  namespaces: {
    APP: {
      title: "app-{stage}",
      collections: {
        user: collection({
          key: "user:{id}",
          params: { id: z.uuid() },
          value: z.object({
            email: z.email().toLowerCase().max(200).describe("Where the user gets mail."),
            team: z.enum(["red", "blue"]).optional(),
            score: z.int().min(0).max(9_999),
            invitedBy: z.uuid().nullable(),
          }),
          metadata: z.object({ name: z.string().max(40) }),
          pointers: {
            byEmail: "user-email:{email}",
            byTeam: "user-team:{team}:{id}",
            byScore: "user-score:{score}:{id}",
            byTeamAndInviter: "user-inviter:{team}:{invitedBy}:{id}",
          },
          ttl: ttl.default("30d", { max: "90d" }),
        }),
        // Found by what is in the objects of its value, some of which need not be there.
        order: collection({
          key: "order:{id}:{customer}",
          params: { customer: z.string().max(20) },
          value: z.object({
            customer: z.object({ id: z.uuid(), class: z.enum(["a", "b"]).nullable() }),
            shipping: z
              .object({ parcel: z.object({ code: z.string().max(30) }).nullable() })
              .optional(),
            total: z.int().min(0).max(99_999),
          }),
          pointers: {
            byCustomer: "order-customer:{customer.id}:{total}:{id}:{customer}",
            byClass: "order-class:{customer.class}:{id}:{customer}",
            byParcel: "order-parcel:{shipping.parcel.code}",
          },
          ttl: ttl.default("30d"),
        }),
        // Its records have names that are words of the language, and the name of what a pointer declares.
        userByEmail: collection({
          key: "mail:{class}:{day}",
          params: { class: z.string().max(20), day: z.date() },
          value: z
            .object({ default: z.string().max(20).default("b"), price: z.number() })
            .readonly(),
          fallback: { default: "a", price: 1 },
          pointers: {
            byDefault: { key: "mail-default:{default}", onTaken: "replace" },
            byDay: "mail-day:{day}",
          },
          ttl: ttl.default("1d", { max: "7d" }),
        }),
      },
    },
  },
});
