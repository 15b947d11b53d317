import type { core } from "zod";
import { type StoredCodec, storedCodecOf } from "../stored-codec.ts";

/** The parts of a pipe. */
export type PipeParts =
  /** `.transform()` without a type after it that says what it returns. */
  | { readonly way: "unknown" }
  /** The schemas on both sides, each with its steps. */
  | {
      readonly way: "both" | "one-way";
      readonly in: Side | undefined;
      readonly out: Side;
      /** The codec, if its code is known. */
      readonly codec?: StoredCodec;
      /** What cannot be compiled. */
      readonly reason?: string;
      /** The functions that it calls. */
      readonly functions: readonly unknown[];
    };

interface Side {
  readonly schema: core.$ZodType;
  readonly steps: readonly string[];
}

/** Splits a pipe into its parts: a codec, a transform between two types, or one type after another. */
export function pipeParts(def: core.$ZodPipeDef): PipeParts {
  const out: Side = { schema: def.out, steps: ["out"] };
  const own: Side = { schema: def.in, steps: ["in"] };
  if (typeOf(def.out) === "transform") return { way: "unknown" };
  const { transform, reverseTransform } = def as Partial<core.$ZodCodecDef>;
  if (reverseTransform !== undefined) {
    const codec = storedCodecOf(transform);
    const code = codec === undefined ? { reason: "a codec" } : { codec };
    return { way: "both", in: own, out, functions: [transform, reverseTransform], ...code };
  }
  if (typeOf(def.in) === "transform") {
    const functions = [functionOf(def.in)];
    return { way: "one-way", in: undefined, out, functions, reason: "`z.preprocess()`" };
  }
  const functions: unknown[] = [];
  let from = own;
  for (let inner = pipeDef(from.schema); inner !== undefined; inner = pipeDef(from.schema)) {
    if (typeOf(inner.out) !== "transform") break;
    functions.push(functionOf(inner.out));
    from = { schema: inner.in, steps: [...from.steps, "in"] };
  }
  if (functions.length === 0) return { way: "both", in: own, out, functions };
  return { way: "one-way", in: from, out, functions, reason: "`.transform()`" };
}

function typeOf(schema: core.$ZodType): string {
  return schema._zod.def.type;
}

function pipeDef(schema: core.$ZodType): core.$ZodPipeDef | undefined {
  const { def } = (schema as core.$ZodTypes)._zod;
  return def.type === "pipe" && !("reverseTransform" in def) ? def : undefined;
}

function functionOf(schema: core.$ZodType): unknown {
  return (schema._zod.def as core.$ZodTransformDef).transform;
}
