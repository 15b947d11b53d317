/**
 * A schema to begin with, where there is nothing to read one out of.
 *
 * @param name the project's, which the title begins with.
 */
export function startingSchema(name: string): string {
  return `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  namespaces: {
    // By the name of the binding in \`env\`.
    CACHE: {
      // The namespace's name in the account; \`{stage}\` stands for dev, prod and the like.
      title: ${JSON.stringify(`${name}-{stage}-cache`)},
      collections: {
        // A kind of record: its keys, its values, and how long they live.
        session: collection({
          key: "session:{userId}",
          value: z.object({ name: z.string(), seenAt: z.iso.datetime() }),
          ttl: ttl.default("1h", { max: "7d" }),
        }),
      },
    },
  },
});
`;
}
