import { DEFINITION_CHECKS } from "../../../schema/checks/ids.ts";
import type { Problem } from "../../../schema/problem.ts";
import { REASON_MISSING, UNKNOWN_RULE, UNUSED_SILENCE } from "../engine-checks.ts";
import { nearestRule } from "../nearest-rule.ts";
import type { Silence } from "./silence.ts";

/** A finding about a silence; the configuration sets its severity. */
type SilenceFinding = Omit<Problem, "severity">;

/** The problems that no silence covers, and what is wrong with the silences. */
export function applySilences(
  problems: readonly Problem[],
  silences: readonly Silence[],
  rules: readonly string[],
): { readonly left: readonly Problem[]; readonly found: readonly SilenceFinding[] } {
  const isSilenced = (problem: Problem) =>
    silences.some((silence) => silence.rules.some((rule) => covers(silence, rule, problem)));
  const found = silences.flatMap((silence) => [...faultsOf(silence, problems, rules)]);
  return { left: problems.filter((problem) => !isSilenced(problem)), found };
}

function covers({ place, line }: Silence, rule: string, problem: Problem): boolean {
  return problem.rule === rule && problem.file === place.file && problem.line === line;
}

function* faultsOf(
  silence: Silence,
  problems: readonly Problem[],
  ids: readonly string[],
): Generator<SilenceFinding> {
  const { place, rules, reason, removals } = silence;
  if (rules.length === 0) {
    yield {
      ...place,
      rule: UNKNOWN_RULE.id,
      message: "the silence names no rule",
      help: "Write the rule's id and the reason: `keyloom-ignore usage/raw-access: why`.",
    };
    return;
  }
  if (reason === "") {
    yield {
      ...place,
      rule: REASON_MISSING.id,
      message: `the silence for \`${rules.join(", ")}\` has no reason`,
      help: `Write the reason after a colon: \`keyloom-ignore ${rules.join(", ")}: why\`.`,
    };
  }
  for (const [index, rule] of rules.entries()) {
    if (!ids.includes(rule)) yield { ...place, rule: UNKNOWN_RULE.id, ...unknown(rule, ids) };
    else if (!problems.some((problem) => covers(silence, rule, problem))) {
      const fix = removals[index] ?? [];
      yield {
        ...place,
        rule: UNUSED_SILENCE.id,
        message: `there is no finding of \`${rule}\` to silence`,
        help: "Remove the silence, or move it to the line above the finding.",
        ...(fix.length > 0 && { fix }),
      };
    }
  }
}

function unknown(rule: string, ids: readonly string[]): Pick<SilenceFinding, "message" | "help"> {
  if (Object.hasOwn(DEFINITION_CHECKS, rule)) {
    return {
      message: `\`${rule}\` is a definition check, which cannot be silenced`,
      help: "Fix what it reports, and remove the silence.",
    };
  }
  if (rule.startsWith("breaking/")) {
    return {
      message: `\`${rule}\` is about a change, which comments cannot silence`,
      help: "Remove the silence; accept an intended change with `keyloom breaking --update-baseline`.",
    };
  }
  const meant = nearestRule(rule, ids);
  return {
    message: `there is no rule \`${rule}\` to silence`,
    help: meant === undefined ? "Remove the silence." : `Did you mean \`${meant}\`?`,
  };
}
