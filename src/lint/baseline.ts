import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { jsonOf } from "../../schema/json-of.ts";
import type { Problem } from "../../schema/problem.ts";
import { readFileIfAny } from "../files/read-file.ts";
import { writeFileAtomically } from "../files/write-file.ts";
import { displayPath } from "../report/display-path.ts";
import { sortProblems } from "../report/sort-problems.ts";

/** The baseline beside the schema file, which is read if it exists. */
const DEFAULT_BASELINE = "keyloom.lint-baseline.json";

const FINDING = z.strictObject({
  /** Relative to the baseline. */
  file: z.string(),
  rule: z.string(),
  message: z.string(),
  count: z.int().positive(),
});

const BASELINE = z.strictObject({ findings: z.array(FINDING) });

/**
 * Findings that were there when the baseline was written, with the count of each message in a file.
 * It has neither lines nor columns, so findings that move stay known.
 */
type Baseline = z.infer<typeof BASELINE>;

/** The path of the baseline: as given, or the one beside the schema file. */
export function baselinePath(schemaFile: string, given: string | undefined): string {
  return given === undefined ? join(dirname(schemaFile), DEFAULT_BASELINE) : resolve(given);
}

/**
 * Reads a baseline; `undefined` if there is no such file.
 *
 * @throws CannotRunError if the file is not a baseline.
 */
export function readBaseline(file: string): Baseline | undefined {
  const text = readFileIfAny(file);
  if (text === undefined) return undefined;
  const { data } = BASELINE.safeParse(jsonOf(text));
  if (data !== undefined) return data;
  throw new CannotRunError(`${file} is not a baseline`, {
    help: "Rewrite it with `keyloom lint --update-baseline`.",
  });
}

/**
 * Writes the baseline that holds these problems, and no others.
 *
 * @throws CannotRunError if the file cannot be written.
 */
export async function writeBaseline(file: string, problems: readonly Problem[]): Promise<void> {
  const findings = new Map<string, Baseline["findings"][number]>();
  for (const problem of sortProblems(problems)) {
    const id = identityOf(file, problem);
    const { rule, message } = problem;
    const count = (findings.get(id)?.count ?? 0) + 1;
    findings.set(id, { file: displayPath(problem.file, dirname(file)), rule, message, count });
  }
  const baseline: Baseline = { findings: [...findings.values()] };
  await writeFileAtomically(file, `${JSON.stringify(baseline, null, 2)}\n`);
}

/**
 * The problems that a baseline does not know. If there are more of a kind than it knows, the first ones
 * in the file count as known.
 *
 * @returns also how many findings of the baseline are gone.
 */
export function newSince(
  file: string,
  baseline: Baseline,
  problems: readonly Problem[],
): { readonly fresh: readonly Problem[]; readonly gone: number } {
  const left = new Map(
    baseline.findings.map(({ file: path, rule, message, count }) => [
      identityOf(file, { file: resolve(dirname(file), path), rule, message }),
      count,
    ]),
  );
  const fresh = sortProblems(problems).filter((problem) => {
    const id = identityOf(file, problem);
    const count = left.get(id) ?? 0;
    if (count > 0) left.set(id, count - 1);
    return count === 0;
  });
  return { fresh, gone: [...left.values()].reduce((sum, count) => sum + count, 0) };
}

function identityOf(
  baseline: string,
  { file, rule, message }: Pick<Problem, "file" | "rule" | "message">,
): string {
  return JSON.stringify([displayPath(file, dirname(baseline)), rule, message]);
}
