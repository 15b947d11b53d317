import type { core } from "zod";
import type { NumberCheck, NumberType, StringCheck, StringType } from "./model.ts";

/**
 * The string formats that their regular expression decides wholly. zod runs code of its own for the
 * others (`url`, `ipv6`, `cidrv6`, `base64`, `base64url`, `jwt`).
 */
const PATTERN_FORMATS: ReadonlySet<string> = new Set([
  ...["uuid", "guid", "nanoid", "cuid", "cuid2", "ulid", "xid", "ksuid"],
  ...["email", "emoji", "ipv4", "cidrv4", "mac", "e164", "hex", "hostname"],
  ...["date", "time", "datetime", "duration"],
  ...["regex", "lowercase", "uppercase"],
]);

/** Takes over the checks of a string type. `refuse` is told of each check that is not supported. */
export function describeString(
  def: core.$ZodStringDef,
  refuse: (what: string) => void,
): StringType {
  const checks: StringCheck[] = [];
  for (const check of ownAndAddedChecks(def)) {
    switch (check.check) {
      case "min_length":
        checks.push({ check: check.check, length: check.minimum });
        break;
      case "max_length":
        checks.push({ check: check.check, length: check.maximum });
        break;
      case "length_equals":
        checks.push({ check: check.check, length: check.length });
        break;
      case "string_format":
        describeFormat(check, checks, refuse);
        break;
      default:
        refuse(checkName(check));
    }
  }
  if (def.coerce) refuse("`z.coerce`");
  return { kind: "string", checks };
}

function describeFormat(
  def: core.$ZodCheckStringFormatDef,
  checks: StringCheck[],
  refuse: (what: string) => void,
): void {
  if (def.format === "includes" && !("position" in def && def.position !== undefined)) {
    checks.push({ check: "includes", text: (def as core.$ZodCheckIncludesDef).includes });
  } else if (def.format === "starts_with") {
    checks.push({ check: "starts_with", text: (def as core.$ZodCheckStartsWithDef).prefix });
  } else if (def.format === "ends_with") {
    checks.push({ check: "ends_with", text: (def as core.$ZodCheckEndsWithDef).suffix });
  } else if (def.pattern !== undefined && PATTERN_FORMATS.has(def.format)) {
    const { source, flags } = def.pattern;
    checks.push({ check: "string_format", format: def.format, pattern: source, flags });
  } else {
    refuse(`the string format \`${def.format}\``);
  }
}

/** Takes over the checks of a number type. */
export function describeNumber(
  def: core.$ZodNumberDef,
  refuse: (what: string) => void,
): NumberType {
  const checks: NumberCheck[] = [];
  let int = false;
  for (const check of ownAndAddedChecks(def)) {
    switch (check.check) {
      case "number_format":
        if (check.format === "safeint") int = true;
        else refuse(`the number format \`${check.format}\``);
        break;
      case "greater_than":
      case "less_than":
        checks.push({
          check: check.check,
          value: Number(check.value),
          inclusive: check.inclusive,
        });
        break;
      case "multiple_of":
        checks.push({ check: check.check, value: Number(check.value) });
        break;
      default:
        refuse(checkName(check));
    }
  }
  if (def.coerce) refuse("`z.coerce`");
  return { kind: "number", int, checks };
}

/** `z.uuid()` carries its format in the definition itself, `z.string().uuid()` among the checks. */
function ownAndAddedChecks(def: core.$ZodStringDef | core.$ZodNumberDef): readonly CheckDef[] {
  const own = "check" in def ? [def as unknown as CheckDef] : [];
  return [...own, ...(def.checks ?? []).map((check) => (check as core.$ZodChecks)._zod.def)];
}

type CheckDef = core.$ZodChecks["_zod"]["def"];

/** A check as its author wrote it, for messages. */
export function checkName(check: { readonly check: string }): string {
  return check.check === "custom" ? "`.refine()`" : `the check \`${check.check}\``;
}
