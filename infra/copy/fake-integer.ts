import type { IntegerBounds } from "../../schema/type/integer-bounds.ts";

/** A class with fewer integers is joined with the next: it would narrow down the original too much. */
const MIN_CLASS = 9;

/** More than the four that a Feistel network needs to look random. */
const ROUNDS = 8;

/** Returns 32 bits that depend on the key, and that nobody can guess. */
type RandomBits = (text: string) => number;

/**
 * The stand-in for an integer: one with the same sign and number of digits, as far as the bounds allow. No two
 * integers have the same one, so no key becomes that of another record.
 *
 * @returns `undefined` for what is not an integer within the bounds.
 */
export function fakeInteger(
  value: number,
  bounds: IntegerBounds,
  randomBits: RandomBits,
): number | undefined {
  if (!Number.isSafeInteger(value) || value < bounds.min || value > bounds.max) return undefined;
  const starts = classStarts(bounds);
  const index = starts.findLastIndex((start) => start <= value);
  const start = starts[index] ?? bounds.min;
  const end = starts[index + 1] ?? bounds.max + 1;
  const permuted = permute(BigInt(value) - BigInt(start), BigInt(end) - BigInt(start), (text) =>
    randomBits(`${start}\0${text}`),
  );
  return Number(permuted + BigInt(start));
}

/** The first of each class of integers with the same sign and number of digits, within bounds. */
function classStarts({ min, max }: IntegerBounds): readonly number[] {
  const powers = Array.from({ length: 15 }, (_, index) => 10 ** (index + 1));
  const all = [...powers.map((power) => 1 - power), 0, ...powers].sort((a, b) => a - b);
  const starts = [min, ...all.filter((start) => start > min && start <= max)];
  return starts.filter((start, index) => {
    if (index === 0) return true;
    const [before = min, after = max + 1] = [starts[index - 1], starts[index + 1]];
    return start - before >= MIN_CLASS && after - start >= MIN_CLASS;
  });
}

/**
 * Permutes the numbers below `size`: a Feistel network over the next even number of bits, repeated until the
 * result is below the size. Source: Black and Rogaway, "Ciphers with Arbitrary Finite Domains" (2002), cycle
 * walking and generalized Feistel.
 */
function permute(value: bigint, size: bigint, randomBits: RandomBits): bigint {
  const half = BigInt(Math.max(1, Math.ceil(size.toString(2).length / 2)));
  const mask = (1n << half) - 1n;
  let walked = value;
  do {
    let [left, right] = [walked >> half, walked & mask];
    for (let round = 0; round < ROUNDS; round++) {
      const mixed = BigInt(randomBits(`${round}\0${right}`)) & mask;
      [left, right] = [right, left ^ mixed];
    }
    walked = (left << half) | right;
  } while (walked >= size);
  return walked;
}
