// `keyloom init` read this from wrangler.jsonc and the code that uses KV. It describes what the
// code does today; each TODO marks what the code does not say.
import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  output: "./src/kv.gen.ts",
  namespaces: {
    // top level: id 00000000000000000000000000000000
    EVENTS: {
      title: "webhooks-{stage}-events",
      collections: {
        // src/worker.ts:11, src/worker.ts:13
        event: collection({
          key: "event:{id}",
          value: z.literal("1"),
          codec: "text",
          ttl: ttl.fixed("3d"),
        }),
        // src/worker.ts:20, src/worker.ts:28, src/worker.ts:30
        status: collection({
          key: "status:{id}",
          value: z.object({
            state: z.string(),
            tries: z.number().optional(),
            reason: z.string().optional(),
          }),
          ttl: ttl.fixed("1d"),
        }),
      },
    },
  },
});
