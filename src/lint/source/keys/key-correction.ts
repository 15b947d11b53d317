import type { KeyTemplate } from "../../../../schema/key-templates.ts";
import { nearMiss } from "../../../../schema/near-miss.ts";
import type { Suggestion, TextChange } from "../../../../schema/problem.ts";
import { applyEdits } from "../../../wrangler/text-edit.ts";
import { HOLE } from "./key-text.ts";
import { changesOfKey, type WrittenKey } from "./written-key.ts";

/**
 * Suggests the literal segments of a template instead of similar ones in a key.
 *
 * @param isRight whether a text is what was meant: a text with another fault is not suggested.
 */
export function keyCorrection(
  written: WrittenKey,
  meant: KeyTemplate,
  separator: string,
  isRight: (text: string) => boolean,
): Suggestion | undefined {
  const changes = changesTo(written.text, meant, separator);
  const text = applyEdits(written.text, changes);
  const edits = changesOfKey(written, changes);
  if (changes.length === 0 || edits === undefined || !isRight(text)) return undefined;
  return { title: `Write \`${text.replaceAll(HOLE, "…")}\`.`, edits };
}

function changesTo(
  text: string,
  { key: { segments } }: KeyTemplate,
  separator: string,
): readonly TextChange[] {
  const meant = segments
    .map((segment) => ("literal" in segment ? segment.literal : HOLE))
    .join("")
    .split(separator);
  let start = 0;
  return text.split(separator).flatMap((segment, index): readonly TextChange[] => {
    const end = start + segment.length;
    const change = { start, end, text: meant[index] ?? "" };
    start = end + separator.length;
    return isNear(segment, change.text) ? [change] : [];
  });
}

/** Whether both are literal, differ, and are similar. */
function isNear(segment: string, meant: string): boolean {
  if (segment === meant || segment === "" || `${segment}${meant}`.includes(HOLE)) return false;
  if (meant === "") return false;
  return segment.toLowerCase() === meant.toLowerCase() || nearMiss(segment, [meant]) !== undefined;
}
