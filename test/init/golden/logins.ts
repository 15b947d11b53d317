// `keyloom init` read this from wrangler.jsonc and the code that uses KV. It describes what the
// code does today; each TODO marks what the code does not say.
import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  output: "./src/kv.gen.ts",
  namespaces: {
    // top level: id 00000000000000000000000000000000
    SESSIONS: {
      title: "logins-{stage}-sessions",
      collections: {
        // src/worker.ts:21, src/worker.ts:26, src/worker.ts:29 and 5 more
        // TODO: some writes set no expiration: say whether it has one
        session: collection({
          key: "session:{id}",
          value: z.object({ userId: z.string(), cart: z.array(z.string()), seenAt: z.number() }),
          ttl: ttl.default("1d"),
        }),
        // src/worker.ts:42
        revoked: collection({
          key: "revoked:{token}",
          value: z.literal("1"),
          codec: "text",
          ttl: ttl.required(),
        }),
      },
    },
  },
});
