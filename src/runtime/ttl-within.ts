import type { Ttl } from "./ttl.ts";

/**
 * For each unit of a duration, the smallest and the largest number within bounds, as digits: types
 * compare digits, and do not reckon.
 */
export interface TtlCounts {
  readonly s: readonly [min: string, max: string];
  readonly m: readonly [min: string, max: string];
  readonly h: readonly [min: string, max: string];
  readonly d: readonly [min: string, max: string];
  readonly w: readonly [min: string, max: string];
}

/**
 * A TTL as it is, or a text that says the bounds where it is a literal outside of them. What the compiler
 * does not know, such as any `number`, is for the run time to check.
 */
export type TtlWithin<
  Asked extends Ttl,
  Refusal extends string,
  Counts extends TtlCounts,
> = Asked extends number | string
  ? // A record by all numbers may be empty; one by the number 30 holds it.
    Record<never, never> extends Record<Asked, unknown>
    ? Asked
    : IsWithin<Asked, Counts> extends false
      ? Refusal
      : Asked
  : Asked;

type IsWithin<Asked extends number | string, Counts extends TtlCounts> = Asked extends number
  ? IsBetween<`${Asked}`, Counts["s"]>
  : Asked extends `${infer Count}${UnitOf<Asked>}`
    ? IsBetween<Digits<Count>, Counts[UnitOf<Asked>]>
    : never;

type UnitOf<Duration> = {
  [Unit in keyof TtlCounts]: Duration extends `${string}${Unit}` ? Unit : never;
}[keyof TtlCounts];

type IsBetween<Count extends string, Bounds extends readonly [string, string]> =
  IsWhole<Count> extends false
    ? false
    : Order<Count, Bounds[0]> extends "less"
      ? false
      : Order<Count, Bounds[1]> extends "more"
        ? false
        : true;

/** Whether a number is written in digits alone: not `-5`, `1.5` or `1e3`. */
type IsWhole<Count extends string> = Count extends `${infer First}${infer Rest}`
  ? "0123456789" extends `${string}${First}${string}`
    ? IsWhole<Rest>
    : false
  : true;

/** A number without leading zeros. */
type Digits<Text extends string> = Text extends `0${infer Rest}` ? Digits<Rest> : Text;

/** How a number stands to another: what has more digits is more, else the first digit that differs tells. */
type Order<
  A extends string,
  B extends string,
  SoFar = "same",
> = A extends `${infer X}${infer RestA}`
  ? B extends `${infer Y}${infer RestB}`
    ? Order<RestA, RestB, SoFar extends "same" ? OrderOfDigits<X, Y> : SoFar>
    : "more"
  : B extends ""
    ? SoFar
    : "less";

type OrderOfDigits<X extends string, Y extends string> = X extends Y
  ? "same"
  : "0123456789" extends `${string}${X}${string}${Y}${string}`
    ? "less"
    : "more";
