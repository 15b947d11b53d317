import { createTwoFilesPatch } from "diff";

/** The most lines of difference to show: a reader wants the start, and CI logs are not for more. */
const MAX_DIFF_LINES = 60;

/** If more lines differ, finding out which would take long, and say nothing. */
const MAX_CHANGED_LINES = 2_000;

/**
 * The difference between a file and what it would become, for people.
 *
 * @param title the line above it.
 * @param becomes what the new text is, in a word or two: `generated`.
 */
export function difference(
  title: string,
  name: string,
  current: string,
  text: string,
  becomes: string,
): string {
  const patch = createTwoFilesPatch(name, name, current, text, "on disk", becomes, {
    maxEditLength: MAX_CHANGED_LINES,
  });
  // The lines above say nothing new.
  const shown = patch?.slice(patch.indexOf("--- ")).trimEnd() ?? "they differ throughout";
  const lines = shown.split("\n");
  const rest = lines.length - MAX_DIFF_LINES;
  return [
    title,
    ...lines.slice(0, MAX_DIFF_LINES),
    ...(rest > 0 ? [`… ${rest} more lines`] : []),
  ].join("\n");
}
