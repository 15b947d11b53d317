import { readFileSync, realpathSync } from "node:fs";
import type { Problem, TextChange } from "../../../schema/problem.ts";
import { writeFileAtomically } from "../../files/write-file.ts";
import { applyEdits } from "../../wrangler/text-edit.ts";

/** Which changes are made. */
export interface WantedFixes {
  /** Those that are safe. */
  readonly fixes: boolean;
  /** Those that may change what the code does, where there is no choice between several. */
  readonly suggestions: boolean;
}

/**
 * Makes the changes that mend problems, each file whole or not at all. Of fixes that overlap the first
 * one in the file is made: the others are found again, if they still hold.
 *
 * @returns how many problems were mended.
 * @throws CannotRunError where a file cannot be written.
 */
export async function applyFixes(
  problems: readonly Problem[],
  wanted: WantedFixes,
): Promise<number> {
  let mended = 0;
  for (const [file, found] of Map.groupBy(problems, ({ file }) => file)) {
    const fixes = found.flatMap((problem) => changesOf(problem, wanted));
    if (fixes.length === 0) continue;
    // What a link leads to is written, and not the link.
    const target = realpathSync(file);
    const content = readFileSync(target, "utf8");
    // Offsets are those of the text behind it.
    const mark = content.startsWith("\uFEFF") ? "\uFEFF" : "";
    const { text, count } = withFixes(content.slice(mark.length), fixes);
    if (count > 0) await writeFileAtomically(target, mark + text);
    mended += count;
  }
  return mended;
}

function changesOf(
  { fix, suggestions = [] }: Problem,
  wanted: WantedFixes,
): readonly (readonly TextChange[])[] {
  if (fix !== undefined && wanted.fixes) return [fix];
  return wanted.suggestions && suggestions.length === 1
    ? suggestions.map(({ edits }) => edits)
    : [];
}

/** A text with fixes, but for those that overlap an earlier one. */
export function withFixes(
  text: string,
  fixes: readonly (readonly TextChange[])[],
): { readonly text: string; readonly count: number } {
  const made: TextChange[] = [];
  let count = 0;
  for (const fix of fixes.toSorted((a, b) => startOf(a) - startOf(b))) {
    if (fix.some((change) => made.some((other) => overlaps(change, other)))) continue;
    made.push(...fix);
    count++;
  }
  return { text: applyEdits(text, made), count };
}

function startOf(fix: readonly TextChange[]): number {
  return Math.min(...fix.map(({ start }) => start));
}

/** Also where one ends at the other's start: the two were thought out for the text as it was. */
function overlaps(a: TextChange, b: TextChange): boolean {
  return a.start <= b.end && b.start <= a.end;
}
