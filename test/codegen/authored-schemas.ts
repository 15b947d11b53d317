import fc from "fast-check";
import { z } from "zod";
import type { Sample } from "./sample.ts";

/** Whether a value passes a refinement that accepts some values of each kind, and never throws. */
function isTaken(value: unknown): boolean {
  const text = JSON.stringify(value, (_key, part) =>
    typeof part === "bigint" ? String(part) : part,
  );
  return (text ?? "").length % 4 !== 3;
}

/** Types with the author's own code, and as many without. */
export function authored(parts: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return fc.oneof(parts, refined(parts));
}

function refined(parts: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return parts.chain(({ schema, values }) =>
    fc
      .constantFrom<z.ZodType>(
        schema.refine(isTaken),
        schema.refine(isTaken, { path: ["at", 0], message: "not this one" }),
        schema.refine(isTaken, { abort: true }).refine((value) => value !== null),
        schema.superRefine((value, context) => {
          if (!isTaken(value)) context.addIssue({ code: "custom", path: ["deep"] });
          if (value === undefined) context.addIssue("nothing is there");
        }),
        schema.check(({ value, issues }) => {
          if (!isTaken(value)) issues.push({ code: "custom", input: value, continue: true });
        }),
        schema.default(today),
        schema.catch((context: { input: unknown }) => [context.input]),
        schema.optional().refine(isTaken),
        schema.refine(isTaken).optional(),
        z.xor([schema, z.string()]),
      )
      .map((refined) => ({ schema: refined, values })),
  );
}

const NEXT_MONTH = Date.now() + 30 * 24 * 60 * 60 * 1000;

/** What changes with time, though not while the tests run. */
function today(): unknown {
  return Date.now() < NEXT_MONTH ? "today" : "later";
}
