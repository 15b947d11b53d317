import type { Ttl } from "./ttl.ts";

/**
 * For each unit of a duration, the smallest and the largest number within bounds, as digits: types can
 * compare digits but not calculate.
 */
export interface TtlCounts {
  readonly s: readonly [min: string, max: string];
  readonly m: readonly [min: string, max: string];
  readonly h: readonly [min: string, max: string];
  readonly d: readonly [min: string, max: string];
  readonly w: readonly [min: string, max: string];
}

/**
 * The TTL itself, or a text with the bounds if it is a literal outside them. What the compiler does not
 * know, such as any `number`, is checked at run time.
 */
export type TtlWithin<
  Asked extends Ttl,
  Refusal extends string,
  Counts extends TtlCounts,
> = Asked extends number | string
  ? // A record of all numbers may be empty; one of the number 30 must have it.
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

/** Whether a number is written only in digits: not `-5`, `1.5` or `1e3`. */
type IsWhole<Count extends string> = Count extends `${infer First}${infer Rest}`
  ? "0123456789" extends `${string}${First}${string}`
    ? IsWhole<Rest>
    : false
  : true;

/** A number without leading zeros. */
type Digits<Text extends string> = Text extends `0${infer Rest}` ? Digits<Rest> : Text;

/** How a number compares to another: more digits mean more, otherwise the first different digit decides. */
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
