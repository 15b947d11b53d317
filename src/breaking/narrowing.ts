import type { TypeModel } from "../../schema/type/model.ts";

/** Why a value of a type may be rejected by another one. */
export interface Narrowing {
  /** The path to the part of the value: `["address", "zip"]`, with `[]` for an element. */
  readonly path: readonly string[];
  /** What is not accepted, as the end of a sentence: `cannot be null`. */
  readonly reason: string;
}

/** Compares a part of two types, one step further in. */
export type Go = (from: TypeModel, to: TypeModel, step?: string) => Narrowing | undefined;

/** What is rejected, and why, as the end of a sentence. */
export function partOf({ path, reason }: Narrowing, whole: string): string {
  return `${path.length === 0 ? whole : `\`${path.join(".")}\``} ${reason}`;
}

/** The way out. */
export function mendingOf({ reason }: Narrowing): string {
  return reason === "is required"
    ? "Make it `.optional()`, or give it a `.default()`."
    : "Accept the old form as well, with a union or a wider type.";
}
