import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

const rest = { value: z.object({ name: z.string() }), ttl: ttl.fixed("1d") };

export default defineKv({
  output: "./kv.gen.ts",
  namespaces: {
    USERS: {
      title: "users-{stage}",
      collections: {
        session: collection({ key: "session:{id}", ...rest }),
        // Would have the names of what belongs to `user`.
        userParams: collection({ key: "user-params:{id}", ...rest }),
        user: collection({ key: "user:{id}", ...rest }),
        // Differs from the next one in case only.
        apiKey: collection({ key: "api-key:{id}", ...rest }),
      },
    },
    ADMINS: {
      title: "admins-{stage}",
      collections: {
        session: collection({ key: "session:{id}:{device}", ...rest }),
        APIKey: collection({ key: "key:{id}", ...rest }),
      },
    },
  },
});
