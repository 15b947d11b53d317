import { createTwoFilesPatch } from "diff";

/** So many lines of difference are shown; a reader wants the start, CI logs are not for more. */
const MAX_DIFF_LINES = 60;

/** Where more lines differ, finding out which would take long, and say nothing. */
const MAX_CHANGED_LINES = 2_000;

/**
 * The difference between a file and what it would become, for people.
 *
 * @param title what is said above it.
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
  // The lines above say nothing that is not said already.
  const shown = patch?.slice(patch.indexOf("--- ")).trimEnd() ?? "they differ throughout";
  const lines = shown.split("\n");
  const rest = lines.length - MAX_DIFF_LINES;
  return [
    title,
    ...lines.slice(0, MAX_DIFF_LINES),
    ...(rest > 0 ? [`… ${rest} more lines`] : []),
  ].join("\n");
}
