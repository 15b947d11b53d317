// `keyloom init` read this from wrangler.jsonc and the code that uses KV. It describes what the
// code does today; each TODO marks what the code does not say.
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
        // TODO: some writes set no expiration: say whether it has one
        retry: collection({
          key: "retry:{id}",
          params: { id: z.string().regex(/^(?!index$).{1,506}$/) },
          value: z.object({ id: z.string(), attempts: z.number() }),
          ttl: ttl.fixed("7d"),
        }),
        // src/worker.ts:10, src/worker.ts:13
        retryIndex: collection({
          key: "retry:index",
          value: z.array(z.string()),
          ttl: ttl.none("no write sets an expiration"),
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
