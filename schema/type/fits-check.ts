import { isLongerThan, isShorterThan } from "../../src/runtime/check.ts";
import type { StringCheck } from "./check.ts";

/**
 * Whether a text passes a check of its type; `undefined` if the check runs code, or changes the text.
 */
export function fitsCheck(check: StringCheck, text: string): boolean | undefined {
  switch (check.check) {
    case "min_length":
      return !isShorterThan(text, check.length);
    case "max_length":
      return !isLongerThan(text, check.length);
    case "length_equals":
      return !isShorterThan(text, check.length) && !isLongerThan(text, check.length);
    case "includes":
      return text.includes(check.text, check.position);
    case "starts_with":
      return text.startsWith(check.text);
    case "ends_with":
      return text.endsWith(check.text);
    case "string_format":
      return "pattern" in check ? new RegExp(check.pattern, check.flags).test(text) : undefined;
    case "url":
    case "overwrite":
      return undefined;
  }
}
