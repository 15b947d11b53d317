import { remembered } from "../schema/remembered.ts";
import { kindsIn } from "../schema/type/kinds-in.ts";
import type { TypeModel } from "../schema/type/model.ts";
import { typesIn } from "../schema/type/parts.ts";
import { writingOf } from "../schema/type/writing.ts";

/** The recursive types of a value by name, to follow a `ref`. */
export type RecursiveTypes = ReadonlyMap<string, TypeModel>;

export const recursiveTypesIn = remembered((type: TypeModel): RecursiveTypes => {
  const types = typesIn(type).filter((each) => each.kind === "recursive");
  return new Map(types.map(({ name, inner }) => [name, inner]));
});

/** Whether a property or an item of a type may be left out. */
export interface Absence {
  /** In the input: not at all, and then it stays absent, or a default replaces it. */
  readonly input: "required" | "optional" | "defaulted";
  /** In the output. */
  readonly output: "required" | "optional";
}

/** zod's `optin` and `optout`, by the same rules. */
export function absenceOf(type: TypeModel, recursive: RecursiveTypes): Absence {
  switch (type.kind) {
    case "optional": {
      const { input } = absenceOf(type.inner, recursive);
      return { input: input === "defaulted" ? input : "optional", output: "optional" };
    }
    case "default":
    case "prefault":
      return { input: "defaulted", output: "required" };
    case "catch": {
      const { input, output } = absenceOf(type.inner, recursive);
      return { input: input === "defaulted" ? input : "optional", output };
    }
    case "nullable":
    case "readonly":
    case "recursive":
    case "authored":
      return absenceOf(type.inner, recursive);
    case "pipe":
      return {
        input: absenceOf(type.in, recursive).input,
        output: absenceOf(type.out, recursive).output,
      };
    case "unknown":
      return type.optional ? { input: "optional", output: "required" } : REQUIRED;
    case "ref": {
      const inner = recursive.get(type.name);
      return inner === undefined ? REQUIRED : absenceOf(inner, recursive);
    }
    case "union": {
      const options = type.options.map((option) => absenceOf(option, recursive));
      const inputs = options.map(({ input }) => input);
      const mayBeOut = options.some(({ output }) => output === "optional");
      return {
        input:
          inputs.find((input) => input === "defaulted") ??
          inputs.find((input) => input === "optional") ??
          "required",
        output: mayBeOut ? "optional" : "required",
      };
    }
    default:
      return REQUIRED;
  }
}

const REQUIRED: Absence = { input: "required", output: "required" };

/** How many items of a tuple the input must have: all up to the last one without a default. */
export function requiredCount(items: readonly TypeModel[], recursive: RecursiveTypes): number {
  return items.findLastIndex((item) => absenceOf(item, recursive).input === "required") + 1;
}

/**
 * Kinds that the output has but the input need not have, or that differ in the input; and bytes, which may come
 * in any buffer, and streams, which bytes may replace.
 */
const DIFFERS = ["default", "prefault", "catch", "pipe", "bytes", "stream"] as const;

/** Whether what is stored differs from what a `get` returns. */
export function differsByDirection(type: TypeModel): boolean {
  const kinds = kindsIn(type);
  return DIFFERS.some((kind) => kinds.has(kind));
}

/** Whether what a `put` accepts differs from what a `get` returns: not if codecs encode the latter. */
export const hasInput = remembered(
  (type: TypeModel) => differsByDirection(type) && writingOf(type) !== "encoded",
);
