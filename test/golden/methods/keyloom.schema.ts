import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

/** Collections that have some of the methods only. */
export default defineKv({
  output: "./kv.gen.ts",
  namespaces: {
    APP: {
      title: "app-{stage}",
      collections: {
        audit: collection({
          key: "audit:{day}:{id}",
          params: { day: z.date(), id: z.uuid() },
          value: z.object({ what: z.string() }),
          ttl: ttl.fixed("90d"),
          methods: ["put", "list", "entries"],
        }),
        banner: collection({
          key: "banner",
          value: z.string(),
          codec: "text",
          ttl: ttl.none("changed by hand"),
          methods: ["get"],
        }),
        link: collection({
          key: "link:{code}",
          params: { code: z.string().regex(/^\w{6}$/) },
          value: z.object({ url: z.url() }),
          ttl: ttl.optional("users keep their links", { min: "1d", max: "90d" }),
          methods: ["get", "put", "touch"],
        }),
        session: collection({
          key: "session:{id}:{device}",
          params: { id: z.uuid(), device: z.enum(["web", "ios"]) },
          value: z.object({ cart: z.array(z.string()) }),
          ttl: ttl.default("1h", { max: "7d" }),
          methods: ["get", "put", "touch", "delete"],
        }),
        setting: collection({
          key: "setting:{name}",
          value: z.object({ isOn: z.boolean() }),
          ttl: ttl.none("changed by hand"),
          methods: ["get"],
        }),
        token: collection({
          key: "token:{hash}",
          params: { hash: z.string().max(64) },
          value: z.object({ user: z.string() }),
          ttl: ttl.required({ max: "30d" }),
          methods: ["put"],
        }),
      },
    },
  },
});
