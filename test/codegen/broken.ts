import fc from "fast-check";
import { copyOf } from "./difference.ts";

const junk = fc.constantFrom<unknown>(
  ...[
    undefined,
    null,
    true,
    "",
    "text",
    0,
    -1,
    1.5,
    [],
    [1],
    {},
    { a: 1 },
    Number.NaN,
    5n,
    new Date(0),
    new Date(Number.NaN),
  ],
);

/** A place, what happens to it, and what replaces it. */
type Break = readonly [at: number, how: number, other: unknown];

export const breaks: fc.Arbitrary<Break> = fc.tuple(fc.nat(), fc.nat(2), junk);

/** A value with one place replaced, removed, or added. */
export function brokenInOnePlace(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(values, breaks).map(([value, how]) => brokenBy(how)(value));
}

export function brokenBy([at, how, other]: Break): (value: unknown) => unknown {
  return (value) => {
    const copy = copyOf(value);
    const places = placesIn(copy);
    const place = places[at % (places.length + 1)];
    if (place === undefined) return other;
    const { holder, key } = place;
    if (how === 0) Reflect.deleteProperty(holder, key);
    else if (how === 1 && Array.isArray(holder)) holder.push(other);
    else if (how === 1) Reflect.set(holder, "other", other);
    else
      Object.defineProperty(holder, key, {
        value: other,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    if (how === 0 && Array.isArray(holder)) holder.splice(Number(key), 1);
    return copy;
  };
}

interface Place {
  readonly holder: object;
  readonly key: string;
}

function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [
    { holder: value, key },
    ...placesIn(part),
  ]);
}
