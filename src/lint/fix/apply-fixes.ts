import { readFileSync, realpathSync } from "node:fs";
import type { Problem, TextChange } from "../../../schema/problem.ts";
import { writeFileAtomically } from "../../files/write-file.ts";
import { applyEdits } from "../../wrangler/text-edit.ts";

/** Which changes are made. */
export interface WantedFixes {
  /** The safe ones. */
  readonly fixes: boolean;
  /** Those that may change what the code does, if there is only one to choose. */
  readonly suggestions: boolean;
}

/**
 * Applies the changes that fix problems, each file completely or not at all. If fixes overlap, the first
 * one in the file is applied: the others are found again if they still hold.
 *
 * @returns how many problems were fixed.
 * @throws CannotRunError if a file cannot be written.
 */
export async function applyFixes(
  problems: readonly Problem[],
  wanted: WantedFixes,
): Promise<number> {
  let mended = 0;
  for (const [file, found] of Map.groupBy(problems, ({ file }) => file)) {
    const fixes = found.flatMap((problem) => changesOf(problem, wanted));
    if (fixes.length === 0) continue;
    // The target of a link is written, not the link.
    const target = realpathSync(file);
    const content = readFileSync(target, "utf8");
    // Offsets count from after it.
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

/** A text with fixes, except those that overlap an earlier one. */
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

/** Also if one ends where the other starts: both were made for the original text. */
function overlaps(a: TextChange, b: TextChange): boolean {
  return a.start <= b.end && b.start <= a.end;
}
