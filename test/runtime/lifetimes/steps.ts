import fc from "fast-check";

/** A TTL that a call states. */
export interface GivenTtl {
  /** What is passed; a date for one of so many seconds from then. */
  readonly given: unknown;
  readonly isDate: boolean;
  /** `NaN` for what is no TTL. */
  readonly seconds: number;
}

/** A call, or time that passes. */
export type Step =
  | { readonly kind: "wait"; readonly seconds: number }
  | {
      readonly kind: "put" | "update" | "touch" | "delete";
      readonly id: string;
      readonly n: number;
      readonly ttl: GivenTtl | undefined;
    }
  | {
      readonly kind: "load";
      readonly id: string;
      /** What the loader gives; `undefined` for one that fails. */
      readonly gives: number | null | undefined;
      readonly ttl: GivenTtl | undefined;
      /** Whether something waits for what is written after the response. */
      readonly hasContext: boolean;
    };

export const IDS = ["a", "b"];

const id = fc.constantFrom(...IDS);
/** Around the limits of KV and of the collections. */
const seconds = fc.constantFrom(
  ...[0.4, 1, 29.6, 59, 60, 61, 69, 70.4, 71, 240, 299, 300, 301, 600, 3_420, 3_600, 4_200, 86_400],
);
const written = fc
  .constantFrom<[unknown, number][]>(
    ...([60, 61, 86_400] as const).map((given): [unknown, number] => [given, given]),
    ...([
      ["10m", 600],
      ["1h", 3_600],
      ["2d", 172_800],
    ] as [unknown, number][]),
    ...([59, 0, -60] as const).map((given): [unknown, number] => [given, given]),
    ...(["soon", 60.5, Number.NaN] as const).map((given): [unknown, number] => [given, Number.NaN]),
  )
  .map(([given, seconds]) => ({ given, seconds, isDate: false }));
const date = seconds.map((seconds) => ({ given: undefined, seconds, isDate: true }));
const ttl = fc.option(fc.oneof(written, date), { nil: undefined });

const wait = fc.record({ kind: fc.constant("wait" as const), seconds });
const call = fc.record({
  kind: fc.constantFrom<("put" | "update" | "touch" | "delete")[]>(
    "put",
    "put",
    "update",
    "touch",
    "delete",
  ),
  id,
  n: fc.nat(9),
  ttl,
});
const load = fc.record({
  kind: fc.constant("load" as const),
  id,
  gives: fc.constantFrom(1, 2, 3, null, undefined),
  ttl,
  hasContext: fc.boolean(),
});

/** @param isCache whether the collection has loads. */
export function stepsOf(isCache: boolean): fc.Arbitrary<readonly Step[]> {
  const any: fc.Arbitrary<Step> = isCache
    ? fc.oneof(wait, wait, call, load, load, load)
    : fc.oneof(wait, call, call);
  return fc.array(any, { minLength: 1, maxLength: 30, size: "max" });
}
