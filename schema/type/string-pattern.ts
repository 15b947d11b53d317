import { regexes } from "zod/v4/core";
import type { CodeCheck, Pattern, StringCheck } from "./check.ts";

/** For the formats that only code can check, patterns that all their texts match. */
const CODE_PATTERNS: Readonly<Record<CodeCheck["format"], RegExp>> = {
  // The longest ends in an IPv4 address: eight groups of four would be 39 characters.
  ipv6: /^(?=.*:)[\dA-Fa-f:.]{2,45}$/,
  cidrv6: /^(?=.*:)[\dA-Fa-f:.]{2,45}\/\d{1,3}$/,
  base64: /^[\w+/=]*$/,
  base64url: /^[\w=-]*$/,
  jwt: /^[^.]+\.[^.]*\.[^.]*$/,
  credit_card: regexes.creditCard,
  iban: regexes.iban,
};

/** A regular expression that matches all texts that a check accepts, whatever else it requires. */
export function patternOf(check: StringCheck): Pattern | undefined {
  if (check.check === "url") return { pattern: ":", flags: "" };
  if (check.check !== "string_format") return undefined;
  if ("pattern" in check) return check;
  const { source, flags } = CODE_PATTERNS[check.format];
  return { pattern: source, flags };
}
