import { remembered } from "../remembered.ts";
import type { TypeModel } from "./model.ts";
import { typesIn } from "./parts.ts";

/**
 * What a write takes, and what it stores:
 *
 * - `as-read`: what a read takes too, because the stored value is a value of the type;
 * - `encoded`: a value as a read returns it, which codecs convert to what is stored;
 * - `as-given`: what is stored; a read makes the value from it in a way that cannot be reversed.
 */
export type Writing = "as-read" | "encoded" | "as-given";

export function writingOf(type: TypeModel): Writing {
  const ways = waysIn(type);
  if (ways.size === 0) return "as-read";
  return ways.has("as-given") ? "as-given" : "encoded";
}

/** Whether a type has codecs and also one-way transforms, so that nothing can be written. */
export function isMixed(type: TypeModel): boolean {
  return waysIn(type).size > 1;
}

const waysIn = remembered((type: TypeModel): ReadonlySet<Writing> => {
  const pipes = typesIn(type).filter((each) => each.kind === "pipe");
  return new Set(pipes.map(({ isOneWay }) => (isOneWay === true ? "as-given" : "encoded")));
});

/** The type of the stored form, if that is not a value of the type itself. */
export function storedForm(type: TypeModel): TypeModel {
  if (type.kind === "authored") return storedForm(type.inner);
  return type.kind === "pipe" ? storedForm(type.in) : type;
}
