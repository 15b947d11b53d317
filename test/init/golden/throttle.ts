// `keyloom init` read this from wrangler.jsonc and the code that uses KV. It describes what the
// code does today; each TODO marks what the code does not say.
import { collection, defineKv, param, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  output: "./src/kv.gen.ts",
  namespaces: {
    // top level: id 00000000000000000000000000000000
    LIMITS: {
      title: "throttle-{stage}-limits",
      collections: {
        // src/worker.ts:14, src/worker.ts:17, src/worker.ts:23
        limit: collection({
          key: "limit:{ip}",
          params: { ip: param.rest() },
          value: z.object({ count: z.number(), reset: z.number() }),
          ttl: ttl.default("1m"),
        }),
        // src/worker.ts:29, src/worker.ts:32
        fails: collection({
          key: "fails:{ip}",
          params: { ip: param.rest() },
          value: z.array(z.number()),
          ttl: ttl.fixed("10m"),
        }),
        // src/worker.ts:33, src/worker.ts:37
        blocked: collection({
          key: "blocked:{ip}",
          params: { ip: param.rest() },
          value: z.literal("1"),
          codec: "text",
          ttl: ttl.fixed("1h"),
        }),
        // src/worker.ts:38
        // TODO: say how long it lives: no code that writes it was found
        suspended: collection({
          key: "suspended:{account}",
          value: z.string(),
          codec: "text",
          ttl: ttl.none("no code that writes it was found"),
        }),
      },
    },
  },
});
