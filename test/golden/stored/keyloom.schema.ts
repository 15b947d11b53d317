import { collection, defineKv, stored, ttl } from "keyloom";
import { z } from "zod";

const epochSeconds = z.codec(z.int().min(0), z.date(), {
  decode: (seconds) => new Date(seconds * 1_000),
  encode: (date) => Math.floor(date.getTime() / 1_000),
});

const task = z.object({
  due: stored.date().optional(),
  get parts() {
    return z.array(task);
  },
});

export default defineKv({
  output: "./kv.gen.ts",
  namespaces: {
    SHOP: {
      title: "shop-{stage}",
      collections: {
        // Without zod in the Worker.
        event: collection({
          key: "event:{id}",
          value: z.object({
            at: stored.date(),
            until: stored.date(z.date().min(new Date("2020-01-01"))).nullable(),
            total: stored.bigint(z.bigint().nonnegative()),
            tags: z.array(z.string()).default([]),
            place: z.discriminatedUnion("kind", [
              z.object({ kind: z.literal("room"), since: stored.date() }),
              z.object({ kind: z.literal("online") }),
            ]),
            when: z.union([stored.date(), z.literal("later")]),
            name: z.string().trim().pipe(z.string().min(1)),
          }),
          metadata: z.object({ seenAt: stored.date() }),
          fallback: {
            at: new Date(0),
            until: null,
            total: 0n,
            tags: [],
            place: { kind: "online" },
            when: "later",
            name: "none",
          },
          ttl: ttl.fixed("30d"),
        }),
        task: collection({ key: "task:{id}", value: task, ttl: ttl.fixed("30d") }),
        // With it.
        ticket: collection({
          key: "ticket:{id}",
          value: z.object({ open: z.stringbool(), expiresAt: epochSeconds }),
          ttl: ttl.fromField("expiresAt"),
        }),
        visits: collection({
          key: "visits:{page}",
          value: z.object({
            count: z
              .string()
              .max(9)
              .transform((text) => Number.parseInt(text, 10))
              .pipe(z.int()),
            raw: z.preprocess((value) => String(value), z.string()),
          }),
          ttl: ttl.fixed("1d"),
        }),
      },
    },
  },
});
