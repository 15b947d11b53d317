import type { Pattern } from "./check.ts";
import type { StringType } from "./model.ts";
import { type PatternSize, patternSize, type Writer } from "./pattern-size.ts";
import { patternOf } from "./string-pattern.ts";

/** The bytes that a character can take in UTF-8. zod counts characters by code points, not by UTF-16 units. */
const UTF_8_BYTES_PER_CHARACTER = 4;

/**
 * How many characters one can become when a text is changed. Source: Unicode's `SpecialCasing.txt`
 * (`ΐ` has three as capitals, `İ` two as small letters), and for normal forms UAX #15.
 */
const GROWTH = {
  trim: 1,
  toLowerCase: 2,
  toUpperCase: 3,
  NFC: 3,
  NFD: 4,
  NFKC: 18,
  NFKD: 18,
} as const;

/** The bytes of a percent-encoded ASCII character in a key: `%3A`. */
const PERCENT_ENCODED_BYTES = 3;

/** Sizes by writer and pattern: a schema has few patterns, and some of them everywhere. */
const sizes = new Map<Writer, Map<string, PatternSize>>();

function knownSize(pattern: Pattern, writer: Writer): PatternSize {
  const known = sizes.get(writer) ?? new Map<string, PatternSize>();
  const name = `${pattern.flags}/${pattern.pattern}`;
  const size = known.get(name) ?? patternSize(pattern, writer);
  sizes.set(writer, known.set(name, size));
  return size;
}

/** What is percent-encoded depends only on the separator and on the character that ends a parameter. */
const keyWriters = new Map<string, Writer>();

function keyWriter(special: string): Writer {
  const longer = new Map([...special].map((each) => [each, PERCENT_ENCODED_BYTES]));
  const writer = keyWriters.get(special) ?? { longer, surrogate: 0 };
  keyWriters.set(special, writer);
  return writer;
}

/** How a string's bytes are counted. */
export interface Measure {
  /** What an unknown character takes. */
  readonly perCharacter: number;
  readonly writer: Writer;
}

const UTF_8_WRITER = keyWriter("");

/** As most texts are: ASCII without escaping. */
export const AS_ASCII: Measure = { perCharacter: 1, writer: UTF_8_WRITER };

/** As texts of all languages are, without escaping. */
export const AS_UTF_8: Measure = { perCharacter: UTF_8_BYTES_PER_CHARACTER, writer: UTF_8_WRITER };

/** The most bytes that a string takes; `Infinity` if it has no maximum length. */
export function maxStringBytes({ checks }: StringType, { perCharacter, writer }: Measure): number {
  const unknown: PatternSize = {
    characters: Infinity,
    bytes: Infinity,
    bytesPerCharacter: perCharacter,
    isAscii: perCharacter === 1,
  };
  let most = unknown;
  for (const check of checks) {
    const pattern = patternOf(check);
    if (check.check === "max_length" || check.check === "length_equals") {
      most = { ...most, characters: Math.min(most.characters, check.length) };
    } else if (check.check === "overwrite") {
      const growth = GROWTH["form" in check ? check.form : check.method];
      // ASCII keeps its length, and trimming adds no other characters.
      if (!most.isAscii && growth > 1) {
        most = { ...unknown, characters: most.characters * growth };
      }
    } else if (check.check === "url" && check.normalize === true) {
      most = unknown;
    } else if (pattern !== undefined) {
      most = both(most, knownSize(pattern, writer));
    }
  }
  const { characters, bytes, bytesPerCharacter } = most;
  return Math.min(bytes, characters === 0 ? 0 : characters * bytesPerCharacter);
}

/** What two sizes together say about a text. */
function both(a: PatternSize, b: PatternSize): PatternSize {
  return {
    characters: Math.min(a.characters, b.characters),
    bytes: Math.min(a.bytes, b.bytes),
    bytesPerCharacter: Math.min(a.bytesPerCharacter, b.bytesPerCharacter),
    isAscii: a.isAscii || b.isAscii,
  };
}

/**
 * The most bytes that a string takes in a key; `Infinity` if it has no maximum length.
 *
 * @param special the characters that are percent-encoded, which takes three bytes each.
 */
export function maxKeyBytes(type: StringType, special: string): number {
  const writer = keyWriter(special);
  return maxStringBytes(type, { perCharacter: UTF_8_BYTES_PER_CHARACTER, writer });
}

/** Whether all texts that a regular expression matches are part of a key as they are: ASCII, nothing encoded. */
export function standsInKey(pattern: Pattern, special: string): boolean {
  return knownSize(pattern, keyWriter(special)).bytesPerCharacter <= 1;
}
