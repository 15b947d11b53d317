import { collection, defineKv, stored, ttl } from "keyloom";
import { z } from "zod";

/** Dates and bigints, which are compiled. */
export default defineKv({
  output: "./keyloom.gen.ts",
  zodInWorker: "error",
  namespaces: {
    RECORDS: {
      title: "test-records",
      collections: {
        event: collection({
          key: "event:{id}",
          value: z.object({
            at: stored.date(),
            total: stored.bigint(z.bigint().nonnegative()),
            until: stored.date().optional(),
            tags: z.array(z.string()).default([]),
          }),
          metadata: z.object({ seenAt: stored.date() }),
          fallback: { at: new Date(0), total: 0n, tags: [] },
          ttl: ttl.default("1h"),
        }),
        ticket: collection({
          key: "ticket:{id}",
          value: z.object({ expiresAt: stored.date() }),
          ttl: ttl.fromField("expiresAt"),
        }),
      },
    },
  },
});
