import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

/** One collection, with the value type of bench/bundle-size.ts. */
export default defineKv({
  output: "./session.gen.ts",
  namespaces: {
    APP: {
      title: "app-{stage}",
      preview: true,
      collections: {
        session: collection({
          key: "session:{id}",
          params: { id: z.uuid() },
          value: z.object({
            startedAt: z.iso.datetime(),
            recent: z.array(z.string()).max(5),
          }),
          ttl: ttl.fixed("7d"),
        }),
      },
    },
  },
});
