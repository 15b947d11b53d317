// What `keyloom init` read out of wrangler.jsonc and the code that uses KV. It says what the code
// does today; at each TODO the code did not say enough.
import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  output: "./src/kv.gen.ts",
  namespaces: {
    // top level: id 00000000000000000000000000000000
    KV: {
      title: "retry-queue-{stage}-kv",
      collections: {
        // src/worker.ts:9, src/worker.ts:17, src/worker.ts:21 and 4 more
        // TODO: some writes give it no end: say whether it has one
        retry: collection({
          key: "retry:{id}",
          params: { id: z.string().regex(/^(?!index$).{1,126}$/) },
          value: z.object({ id: z.string(), attempts: z.number() }),
          ttl: ttl.fixed("7d"),
        }),
        // src/worker.ts:10, src/worker.ts:13
        retryIndex: collection({
          key: "retry:index",
          value: z.array(z.string()),
          ttl: ttl.none("no write gives it an end"),
        }),
        // src/worker.ts:32, src/worker.ts:43
        // TODO: say what the value is: the code does not
        dead: collection({
          key: "dead:{id}",
          value: z.unknown(),
          ttl: ttl.fixed("30d"),
        }),
      },
    },
  },
});
