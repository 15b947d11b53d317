import type { core } from "zod";
import { safeEncode } from "zod/v4/core";
import { reasonOf } from "../../src/runtime/error.ts";
import type { Fault } from "../problem.ts";
import { issuesText } from "../type/issues-text.ts";
import type { TypeModel } from "../type/model.ts";
import { writingOf } from "../type/writing.ts";

/**
 * The stored form of a fallback, as JSON: a read makes the fallback from it. Whether one that needs no
 * codec fits its type is left to the checks.
 */
export function compileFallback(
  fallback: unknown,
  schema: core.$ZodType,
  type: TypeModel,
): { readonly stored: unknown } | Fault {
  switch (writingOf(type)) {
    case "as-read":
      return { stored: fallback };
    case "as-given":
      return {
        message: "a type with a one-way `.transform()` cannot have a fallback",
        help: "Turn the transform into a codec: `z.codec(in, out, { decode, encode })`.",
      };
    case "encoded":
      return encoded(fallback, schema);
  }
}

function encoded(fallback: unknown, schema: core.$ZodType): { readonly stored: unknown } | Fault {
  let reason: string;
  try {
    const { success, data, error } = safeEncode(schema, fallback);
    if (success) return { stored: data };
    reason = issuesText(error.issues);
  } catch (error) {
    // Code of the author's, in a codec or a refinement.
    reason = reasonOf(error);
  }
  return {
    message: `the fallback does not fit its value type: ${reason}`,
    help: "Fix the fallback, or the value type.",
  };
}
