// `keyloom init` read this from wrangler.jsonc and the code that uses KV. It describes what the
// code does today; each TODO marks what the code does not say.
import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  output: "./src/kv.gen.ts",
  namespaces: {
    // top level: id 00000000000000000000000000000000
    BOT: {
      title: "polls-{stage}-bot",
      collections: {
        // src/worker.ts:15, src/worker.ts:17, src/worker.ts:35 and 2 more
        // TODO: say whether `{chat}` is an integer: `param.unpadded(z.int())` writes a number as it
        // is, and `z.int()` alone pads it
        poll: collection({
          key: "poll:{chat}",
          value: z.record(z.string(), z.number()),
          ttl: ttl.none("no write sets an expiration"),
        }),
        // src/worker.ts:21, src/worker.ts:25, src/worker.ts:36
        // TODO: say whether `{chat}` is an integer: `param.unpadded(z.int())` writes a number as it
        // is, and `z.int()` alone pads it
        members: collection({
          key: "members:{chat}",
          value: z.array(z.string()),
          ttl: ttl.none("no write sets an expiration"),
        }),
        // src/worker.ts:29, src/worker.ts:30, src/worker.ts:55
        // TODO: say whether `{chat}` is an integer: `param.unpadded(z.int())` writes a number as it
        // is, and `z.int()` alone pads it
        log: collection({
          key: "log:{chat}",
          value: z.string(),
          codec: "text",
          ttl: ttl.fixed("7d"),
        }),
        // src/worker.ts:38
        // TODO: say whether `{chat}` is an integer: `param.unpadded(z.int())` writes a number as it
        // is, and `z.int()` alone pads it
        // TODO: say what `z.unknown()` is: the code does not
        summary: collection({
          key: "summary:{chat}",
          value: z.object({ votes: z.unknown(), members: z.number() }),
          ttl: ttl.none("no write sets an expiration"),
        }),
        // src/worker.ts:44
        // TODO: say whether `{chat}` and `{time}` are integers: `param.unpadded(z.int())` writes a
        // number as it is, and `z.int()` alone pads it
        archive: collection({
          key: "archive:{chat}:{time}",
          value: z.record(z.string(), z.number()),
          ttl: ttl.none("no write sets an expiration"),
        }),
      },
    },
  },
});
