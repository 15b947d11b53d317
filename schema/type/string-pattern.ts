import { regexes } from "zod/v4/core";
import type { CodeCheck, Pattern, StringCheck } from "./model.ts";

/** Of the formats that take code to check, what all their texts are like. */
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

/** A regular expression that fits all texts which a check takes, whatever else it asks of them. */
export function patternOf(check: StringCheck): Pattern | undefined {
  if (check.check === "url") return { pattern: ":", flags: "" };
  if (check.check !== "string_format") return undefined;
  if ("pattern" in check) return check;
  const { source, flags } = CODE_PATTERNS[check.format];
  return { pattern: source, flags };
}
