import { counted } from "../schema/counted.ts";
import { formatPretty } from "../src/report/pretty.ts";
import type { SeedSummary } from "./read-schema.ts";

/** Says which records of a seed are left out, and why: one warning per reason. */
export function leftOut(
  seed: string,
  { expired, skipped, warnings }: SeedSummary,
): readonly string[] {
  const found: string[] = [];
  if (expired > 0) {
    found.push(`${counted(expired, "record")} of the seed of ${seed} left out: already expired`);
  }
  if (skipped > 0) {
    const which = skipped > warnings.length ? `; the first ${warnings.length} of them` : "";
    const problems = formatPretty(warnings, { cwd: process.cwd(), color: false });
    found.push(
      `${counted(skipped, "record")} of the seed of ${seed} left out as bad${which}:\n\n${problems}`,
    );
  }
  return found;
}
