import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

const isOdd = (count: number) => count % 2 === 1;

const folder = z.object({
  // A name of the generated file.
  schema: z.string().refine((name) => name !== "."),
  get folders() {
    return z.array(folder);
  },
});

export default defineKv({
  output: "./src/kv.gen.ts",
  namespaces: {
    SHOP: {
      title: "shop-{stage}",
      collections: {
        booking: collection({
          key: "booking:{id}",
          // All of it is the author's to check.
          value: z
            .object({ from: z.iso.date(), to: z.iso.date(), guests: z.int().default(1) })
            .refine(({ from, to }) => from < to, { path: ["to"], error: "it ends too early" }),
          metadata: z.object({
            color: z
              .string()
              .max(9)
              .refine((color) => color !== "black"),
          }),
          ttl: ttl.fixed("30d"),
        }),
        customer: collection({
          key: "customer:{id}",
          value: z.object({
            name: z.string().max(100),
            nickname: z
              .string()
              .optional()
              .refine((name) => name !== "root"),
            visits: z.array(z.object({ day: z.iso.date(), count: z.int().refine(isOdd) })),
            contact: z.union([z.email(), z.string().refine((text) => text.startsWith("+"))]),
            payment: z.discriminatedUnion("kind", [
              z.object({ kind: z.literal("card"), last: z.string() }).refine(({ last }) => last),
              z.object({ kind: z.literal("invoice") }),
            ]),
            createdAt: z.iso.datetime().default(() => new Date().toISOString()),
          }),
          ttl: ttl.none("kept until they ask for removal"),
        }),
        folder: collection({
          key: "folder",
          value: folder,
          ttl: ttl.none("the tree of the shop"),
        }),
      },
    },
  },
});
