import { isLongerThan } from "./check.ts";
import { reasonOf } from "./error.ts";
import { addIssue, type Issue, notInteger, wrongType, wrongValue } from "./issue.ts";
import {
  type CustomParamCodec,
  encodeDate,
  encodeNatural,
  encodeText,
  FIRST_KEY_DATE,
  LAST_KEY_DATE,
} from "./param.ts";

/** A parameter of a key template. Generated code has one of the functions below for most of them. */
export interface KeyParam {
  readonly name: string;
  /** Adds to `issues` if a value cannot be in a key. */
  check(input: unknown, issues: Issue[]): void;
  /** Turns a value that is known to be valid into text. */
  encode(value: never): string;
}

/**
 * A text.
 *
 * @param special what is percent-encoded: see {@link encodeText}; absent for the rest of a key.
 * @param limit the most characters, at least 2, or another check of the text.
 */
export function textParam(
  name: string,
  special: RegExp | undefined,
  limit?: number | ((input: string, issues: Issue[]) => void),
): KeyParam {
  return {
    name,
    check(input, issues) {
      keyText(input, issues, name);
      if (typeof input !== "string") return;
      if (typeof limit === "function") limit(input, issues);
      else if (limit !== undefined && isLongerThan(input, limit)) {
        addIssue(issues, "too_big", [name], `expected at most ${limit} characters`);
      }
    },
    encode: special === undefined ? String : (value: string) => encodeText(value, special),
  };
}

/** A UUID, in the form of zod's type. */
export function uuidParam(name: string, pattern: RegExp, format = "uuid"): KeyParam {
  return plainParam(name, (input, issues) => {
    if (typeof input !== "string") wrongType(issues, [name], "a string", input);
    else if (!pattern.test(input))
      addIssue(issues, "invalid_format", [name], `not a valid ${format}`);
  });
}

/** One of several texts. */
export function enumParam(name: string, ...values: readonly string[]): KeyParam {
  return plainParam(name, (input, issues) => {
    if (!values.includes(input as string)) wrongValue(issues, [name], values);
  });
}

/** A value whose text never needs encoding. */
function plainParam(name: string, check: KeyParam["check"]): KeyParam {
  return { name, check, encode: String };
}

/**
 * An integer from `min` to `max`, with this many digits.
 *
 * @param encode `encodeInteger` if it may be negative, `String` for the number itself.
 */
export function integerParam(
  name: string,
  digits: number,
  min: number,
  max: number,
  encode = encodeNatural,
): KeyParam {
  return {
    name,
    check(input, issues) {
      if (!Number.isSafeInteger(input)) notInteger(issues, [name], input);
      else if ((input as number) < min) {
        addIssue(issues, "too_small", [name], `expected a number from ${min}`);
      } else if ((input as number) > max) {
        addIssue(issues, "too_big", [name], `expected a number up to ${max}`);
      }
    },
    encode: (value: number) => encode(value, digits),
  };
}

/** A date from `min` to `max`, in milliseconds since the epoch; by default of the years 0000 to 9999. */
export function dateParam(name: string, min = FIRST_KEY_DATE, max = LAST_KEY_DATE): KeyParam {
  return {
    name,
    check(input, issues) {
      const time = input instanceof Date ? input.getTime() : Number.NaN;
      if (Number.isNaN(time)) wrongType(issues, [name], "a valid date", input);
      else if (time < min) {
        addIssue(issues, "too_small", [name], `expected a date from ${isoText(min)}`);
      } else if (time > max) {
        addIssue(issues, "too_big", [name], `expected a date up to ${isoText(max)}`);
      }
    },
    encode: encodeDate,
  };
}

function isoText(time: number): string {
  return new Date(time).toISOString();
}

/** A parameter with the author's own codec, whose text must fit into a key. */
export function customParam<T>(
  name: string,
  special: RegExp,
  codec: CustomParamCodec<T>,
): KeyParam {
  return {
    name,
    check(input, issues) {
      try {
        // `decode` rejects with `undefined`, which a codec that encodes with `String` would turn into text.
        if (input === undefined) wrongType(issues, [name], "a value", input);
        else keyText(codec.encode(input as T), issues, name);
      } catch (error) {
        addIssue(issues, "invalid_value", [name], reasonOf(error));
      }
    },
    encode: (value: T) => encodeText(codec.encode(value), special),
  };
}

/**
 * Adds an issue for a parameter that is not a text that a key can hold. An empty one would make
 * `user::1`; half of a surrogate pair has no UTF-8 form, so two texts would share a key.
 */
export function keyText(input: unknown, issues: Issue[], name: string): void {
  if (typeof input !== "string") wrongType(issues, [name], "a string", input);
  else if (input === "") {
    addIssue(issues, "too_small", [name], "expected a non-empty string");
  } else if (!input.isWellFormed()) {
    addIssue(issues, "invalid_format", [name], "holds a lone surrogate");
  }
}
