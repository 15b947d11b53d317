/**
 * A schema to start with, if there is nothing to read one from.
 *
 * @param name the project's name, with which the title starts.
 */
export function startingSchema(name: string): string {
  return `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  namespaces: {
    // The name of the binding in \`env\`.
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
