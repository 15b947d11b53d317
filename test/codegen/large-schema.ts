/** A schema whose generated file takes a while to write. */
export function largeSchema(collections: number, title = "large"): string {
  const entries = Array.from(
    { length: collections },
    (_, index) => `
        record${index}: collection({
          key: "record-${index}:{id}:{kind}",
          params: { id: z.uuid(), kind: z.enum(["one", "two"]) },
          value: z.object({ name: z.string().max(40), tags: z.array(z.string()).default([]) }),
          ttl: ttl.fixed("1h"),
        }),`,
  );
  return `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  output: "./generated/kv.gen.ts",
  namespaces: {
    LARGE: {
      title: "${title}",
      collections: {${entries.join("")}
      },
    },
  },
});
`;
}
