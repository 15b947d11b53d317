/** Value types as in real schemas; the number makes each collection's type unique. */
const VALUES: readonly ((figure: number) => string)[] = [
  (figure) => `z.object({
            userId: z.uuid(),
            startedAt: z.iso.datetime(),
            recent: z.array(z.string()).max(${(figure % 20) + 1}),
            device: z.enum(["web", "ios", "android"]),
          })`,
  (figure) => `z.object({
            enabled: z.boolean(),
            rollout: z.number().min(0).max(${figure + 1}),
            note: z.string().optional(),
          })`,
  (figure) => `z.object({
            name: z.string().min(1).max(${figure + 10}),
            price: z.object({ amount: z.int().min(0), currency: z.enum(["EUR", "USD"]) }),
            tags: z.array(z.string()),
            parent: z.string().nullable(),
          })`,
  (figure) => `z.object({
            customer: z.string(),
            state: z.enum(["open", "paid", "sent"]),
            lines: z.array(z.object({ sku: z.string().max(${figure + 10}), quantity: z.int() })),
          })`,
];

/** The text of a zod value type. */
export function valueText(index: number): string {
  return VALUES[index % VALUES.length]?.(index) ?? "";
}

/** A schema file with this many collections in one namespace, which is the harder case for its checks. */
export function schemaText(count: number): string {
  const collections = Array.from(
    { length: count },
    (_, index) => `
        record${index}: collection({
          key: "record${index}:{id}:{part}",
          params: { id: z.string().max(60), part: z.int().min(0).max(9999) },
          value: ${valueText(index)},
          ttl: ttl.default("1h", { max: "7d" }),
        }),`,
  );
  return `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  output: "./kv.gen.ts",
  namespaces: {
    RECORDS: {
      title: "records",
      preview: true,
      collections: {${collections.join("")}
      },
    },
  },
});
`;
}
