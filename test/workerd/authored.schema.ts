import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

const epochSeconds = z.codec(z.int().min(0), z.date(), {
  decode: (seconds) => new Date(seconds * 1_000),
  encode: (date) => Math.floor(date.getTime() / 1_000),
});

/** Types with parts that cannot be compiled: the Worker then bundles this file, and zod. */
export default defineKv({
  output: "./keyloom.gen.ts",
  namespaces: {
    RECORDS: {
      title: "test-records",
      collections: {
        booking: collection({
          key: "booking:{id}",
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
            name: z.string(),
            visits: z.array(z.object({ count: z.int().refine((count) => count % 2 === 1) })),
          }),
          onInvalid: "missing",
          ttl: ttl.fixed("30d"),
        }),
        visits: collection({
          key: "visits:{page}",
          value: z.object({
            count: z
              .string()
              .max(3)
              .transform((text) => Number.parseInt(text, 10))
              .pipe(z.int()),
            raw: z.preprocess((value) => String(value), z.string()),
          }),
          metadata: z.object({
            day: z.iso
              .date()
              .transform((day) => day.length)
              .pipe(z.int()),
          }),
          ttl: ttl.fixed("30d"),
        }),
        ticket: collection({
          key: "ticket:{id}",
          value: z.object({ open: z.stringbool(), expiresAt: epochSeconds }),
          fallback: { open: false, expiresAt: new Date(1_000) },
          ttl: ttl.fromField("expiresAt"),
        }),
        promised: collection({
          key: "promised:{id}",
          value: z.object({ name: z.string().refine((name) => Promise.resolve(name !== "")) }),
          ttl: ttl.fixed("30d"),
        }),
        throwing: collection({
          key: "throwing:{id}",
          value: z.string().refine((name) => {
            if (name === "throw") throw new RangeError("thrown by the refinement");
            return true;
          }),
          codec: "text",
          ttl: ttl.fixed("30d"),
        }),
      },
    },
  },
});
