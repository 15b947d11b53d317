import { placeAt } from "../../../schema/source/place-at.ts";
import { removalOf } from "./removal.ts";
import { type CommentText, SILENCE, type Silence } from "./silence.ts";

/** The silences among the comments of a file. */
export function silencesIn(
  file: string,
  text: string,
  comments: readonly CommentText[],
): readonly Silence[] {
  const silences = comments.flatMap((comment) => {
    const [, ids, reason] = FORM.exec(comment.value) ?? [];
    if (ids === undefined) return [];
    const place = placeAt(file, text, comment.start, comment.end);
    const words = ids.split(/[\s,]+/).filter((id) => id !== "");
    const rules = reason === undefined ? idsBeforeReason(words) : words;
    const alone = standsAlone(text, comment);
    const removals = rules.map((_, index) => removalOf(text, comment, rules, index, alone));
    return [{ place, rules, reason: (reason ?? "").trim(), removals, comment, alone }];
  });
  // From the last one up, because a silence above another one covers the same line.
  const lines = new Map<number, number>();
  for (const { place, comment, alone } of silences.toReversed()) {
    const lastLine = place.line + comment.value.split("\n").length - 1;
    const next = lastLine + 1;
    lines.set(place.line, alone ? (lines.get(next) ?? next) : place.line);
  }
  return silences.map(({ place, rules, reason, removals }) => ({
    ...{ place, rules, reason, removals },
    line: lines.get(place.line) ?? place.line,
  }));
}

/** Even without a colon, a reason may follow the ids: `-- why`, as in ESLint. It is not a rule. */
function idsBeforeReason(words: readonly string[]): readonly string[] {
  const end = words.findIndex((word, index) => index > 0 && !/^[\w-]+\/[\w/-]+$/.test(word));
  return end === -1 ? words : words.slice(0, end);
}

const FORM = new RegExp(`^[\\s*]*${SILENCE}(?![\\w-])([^:]*)(?::([\\s\\S]*))?$`);

/** Whether a comment is alone on its lines, except for the braces that JSX needs around it. */
function standsAlone(text: string, { start, end }: CommentText): boolean {
  const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const after = /^.*/.exec(text.slice(end))?.[0] ?? "";
  return /^\s*\{?\s*$/.test(before) && /^\s*\}?\s*$/.test(after);
}
