import fc from "fast-check";
import { absent, DATE_CODEC, ISO, same, type WrittenType } from "./values.ts";

/** Metadata: required, with optional parts, or left out. */
export const metadataTypes = fc.constantFrom<WrittenType>(
  { schema: "z.object({ label: z.string().max(20) })", values: same('{ label: "a" }') },
  {
    schema: "z.object({ label: z.string().max(20).optional() })",
    values: same("{}", '{ label: "b" }'),
  },
  { schema: "z.object({ n: z.int() }).optional()", values: [absent, ...same("{ n: 1 }")] },
  {
    schema: "z.object({ n: z.int().default(1) })",
    values: [{ given: "{}", read: "{ n: 1 }", stored: "{ n: 1 }" }, ...same("{ n: 2 }")],
  },
  {
    schema: "z.object({ n: z.int() }).default({ n: 3 })",
    values: [{ given: undefined, read: "{ n: 3 }", stored: "{ n: 3 }" }, ...same("{ n: 2 }")],
  },
  { schema: 'z.enum(["a", "b"])', values: same('"a"', '"b"') },
  { schema: "z.strictObject({ a: z.boolean() }).readonly()", values: same("{ a: true }") },
  {
    schema: `z.object({ since: ${DATE_CODEC} })`,
    values: [
      {
        given: `{ since: new Date(${ISO}) }`,
        read: `{ since: new Date(${ISO}) }`,
        stored: `{ since: ${ISO} }`,
      },
    ],
  },
  {
    schema: "z.object({ n: z.int().refine((n) => n > 0) })",
    values: same("{ n: 1 }", "{ n: 4 }"),
  },
);
