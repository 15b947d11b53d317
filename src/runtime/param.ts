/**
 * How parameters become the text of a key and back. Each `decode…` is the exact inverse of its `encode…`;
 * building the key again checks whether the encoder would have made the decoded text (see key-spec.ts).
 */

/** The author's codec for a parameter, which one of their modules exports. */
export interface CustomParamCodec<T> {
  /** Turns a value into text: never empty, and equal for equal values. Throws for a value that it rejects. */
  encode(value: T): string;
  /** The inverse of `encode`. Throws or returns `undefined` for text that `encode` does not make. */
  decode(text: string): T | undefined;
}

/** `encodeURIComponent` leaves `-`, `.` and others as they are, and any punctuation may be special. */
function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/**
 * Percent-encodes the characters that `special` matches, so that no parameter can forge a separator.
 * All other characters stay readable and take no extra bytes.
 *
 * @param special a global regular expression for ASCII punctuation; it always includes `%`.
 */
export function encodeText(text: string, special: RegExp): string {
  return text.replace(special, percentEncode);
}

/** Undoes {@link encodeText}; for a broken percent sequence an empty text, which no parameter may be. */
export function decodeText(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** Decodes with the author's codec; `undefined` for text that it rejects. */
export function decodeCustom<T>(codec: CustomParamCodec<T>, text: string): T | undefined {
  try {
    return codec.decode(decodeText(text));
  } catch {
    return undefined;
  }
}

/** What negative integers with this many digits are counted from. 16 digits hold every safe integer. */
function integerOffset(digits: number): number {
  return Math.min(10 ** digits - 1, Number.MAX_SAFE_INTEGER);
}

/**
 * Writes an integer of at most `digits` digits so that text order is number order: `42` becomes
 * `0042`. Negative ones, if allowed, start with `-`, which sorts before all digits, and count upwards
 * from the smallest: with four digits `-1` becomes `-9998`.
 */
export function encodeInteger(value: number, digits: number): string {
  return value < 0
    ? `-${encodeNatural(integerOffset(digits) + value, digits)}`
    : encodeNatural(value, digits);
}

/** The same for an integer that is not negative; `Number` undoes it. */
export function encodeNatural(value: number, digits: number): string {
  return String(value).padStart(digits, "0");
}

/** Undoes {@link encodeInteger}. */
export function decodeInteger(text: string): number {
  return text.startsWith("-")
    ? Number(text.slice(1)) - integerOffset(text.length - 1)
    : Number(text);
}

/** The first date that {@link encodeDate} accepts, of the year 0000, in milliseconds since the epoch. */
export const FIRST_KEY_DATE = -62_167_219_200_000;

/** The last one, of the year 9999. */
export const LAST_KEY_DATE = 253_402_300_799_999;

/**
 * Writes a date as UTC in ISO 8601's basic format, `20261124T134600.000Z`: its text order is chronological,
 * and it has no colon. Years 0000 to 9999.
 */
export function encodeDate(value: Date): string {
  return value.toISOString().replace(/[-:]/g, "");
}

/** Undoes {@link encodeDate}; an invalid `Date` for a day or hour that does not exist. */
export function decodeDate(text: string): Date {
  return new Date(
    text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d\.\d{3}Z)$/, "$1-$2-$3T$4:$5:$6"),
  );
}
