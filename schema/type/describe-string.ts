import type { core } from "zod";
import type { Aborting, CodeCheck, Pattern, StringCheck, UrlCheck } from "./check.ts";
import { type CheckDef, checkName, coercionOf, definedChecks, type Refuse } from "./checks-of.ts";
import { describeOverwrite } from "./describe-overwrite.ts";
import type { StringType } from "./model.ts";

/**
 * The string formats that their regular expression decides completely. For the others, zod runs its own code.
 */
const PATTERN_FORMATS: ReadonlySet<string> = new Set([
  ...["uuid", "guid", "nanoid", "cuid", "cuid2", "ulid", "xid", "ksuid"],
  ...["email", "emoji", "ipv4", "cidrv4", "mac", "e164"],
  ...["date", "time", "datetime", "duration"],
  ...["regex", "lowercase", "uppercase"],
]);

const CODE_FORMATS: ReadonlySet<string> = new Set([
  ...(["ipv6", "cidrv6", "base64", "base64url", "jwt", "credit_card", "iban"] as const),
] satisfies CodeCheck["format"][]);

/** The function that zod makes from a regular expression: `(val) => fnOrRegex.test(val)`. */
const TEST_OF_PATTERN = /^\(?([\w$]+)\)?\s*=>\s*[\w$]+\.test\(\1\)$/;

/** Compiles the checks of a string type. `refuse` receives each check that is not supported. */
export function describeString(def: core.$ZodStringDef, refuse: Refuse): StringType {
  const checks = definedChecks(def).flatMap((check): readonly StringCheck[] => {
    const described = describeCheck(check, refuse);
    if (described === undefined) return [];
    return [{ ...described, ...abortOf(check) }];
  });
  return { kind: "string", ...coercionOf(def, refuse), checks };
}

/** Any text that matches a pattern; zod stops at one that does not. */
export function describeTemplate(pattern: RegExp): StringType {
  const check = { check: "string_format", format: "template literal", abort: true } as const;
  return { kind: "string", checks: [{ ...check, ...patternOf(pattern) }] };
}

export function abortOf(check: CheckDef): Aborting {
  return "abort" in check && check.abort === true ? { abort: true } : {};
}

function describeCheck(check: CheckDef, refuse: Refuse): StringCheck | undefined {
  switch (check.check) {
    case "min_length":
      return { check: check.check, length: check.minimum };
    case "max_length":
      return { check: check.check, length: check.maximum };
    case "length_equals":
      return { check: check.check, length: check.length };
    case "string_format":
      return describeFormat(check, refuse);
    case "overwrite":
      return describeOverwrite(check.tx, refuse);
    default:
      refuse(checkName(check));
      return undefined;
  }
}

function describeFormat(
  def: core.$ZodCheckStringFormatDef,
  refuse: Refuse,
): StringCheck | undefined {
  const { check, format, pattern } = def;
  if (format === "includes") {
    const { includes: text, position } = def as core.$ZodCheckIncludesDef;
    return { check: "includes", text, ...(position !== undefined && { position }) };
  }
  if (format === "starts_with") {
    return { check: "starts_with", text: (def as core.$ZodCheckStartsWithDef).prefix };
  }
  if (format === "ends_with") {
    return { check: "ends_with", text: (def as core.$ZodCheckEndsWithDef).suffix };
  }
  if ("fn" in def) {
    if (pattern !== undefined && TEST_OF_PATTERN.test(String(def.fn))) {
      return { check, format, ...patternOf(pattern) };
    }
  } else if (format === "url") {
    return describeUrl(def as core.$ZodURLDef);
  } else if (CODE_FORMATS.has(format)) {
    const algorithm = (def as core.$ZodJWTDef).alg;
    const code = format as CodeCheck["format"];
    return { check, format: code, ...(typeof algorithm === "string" && { algorithm }) };
  } else if (pattern !== undefined && PATTERN_FORMATS.has(format)) {
    return { check, format, ...patternOf(pattern) };
  }
  refuse(`the string format \`${format}\``);
  return undefined;
}

function describeUrl({ hostname, protocol, normalize }: core.$ZodURLDef): UrlCheck {
  return {
    check: "url",
    ...(hostname !== undefined && { hostname: patternOf(hostname) }),
    ...(protocol !== undefined && { protocol: patternOf(protocol) }),
    ...(normalize === true && { normalize }),
  };
}

function patternOf({ source, flags }: RegExp): Pattern {
  return { pattern: source, flags };
}
