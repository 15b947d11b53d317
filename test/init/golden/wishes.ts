// `keyloom init` read this from wrangler.jsonc and the code that uses KV. It describes what the
// code does today; each TODO marks what the code does not say.
import { collection, defineKv, param, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  output: "./src/kv.gen.ts",
  namespaces: {
    // top level: id 00000000000000000000000000000000
    WISHES: {
      title: "wishes-{stage}-wishes",
      collections: {
        // src/worker.ts:8, src/worker.ts:9
        rl: collection({
          key: "rl:{what}:{ip}",
          params: { ip: param.rest() },
          value: z.literal("1"),
          codec: "text",
          ttl: ttl.fixed("1m"),
        }),
        // src/worker.ts:24, src/worker.ts:28, src/worker.ts:29
        w: collection({
          key: "w:{to}:{at}-{id}",
          params: { to: z.enum(["anna", "ben"]) },
          value: z.object({ text: z.string(), at: z.number() }),
          ttl: ttl.none("no write sets an expiration"),
        }),
        // src/worker.ts:34, src/worker.ts:37
        f: collection({
          key: "f:{order}",
          value: z.string(),
          codec: "text",
          ttl: ttl.none("no write sets an expiration"),
        }),
      },
    },
  },
});
