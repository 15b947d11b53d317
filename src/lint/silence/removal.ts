import type { TextChange } from "../../../schema/problem.ts";
import type { CommentText } from "./silence.ts";

/**
 * The changes that remove a rule from a silence: for its only rule, the whole comment. Nothing if the
 * remaining text could mean something else.
 *
 * @param standsAlone whether nothing else is on the comment's lines.
 */
export function removalOf(
  text: string,
  comment: CommentText,
  rules: readonly string[],
  index: number,
  standsAlone: boolean,
): readonly TextChange[] {
  if (rules.length === 1) return commentRemoval(text, comment, standsAlone);
  const places = placesOf(text, comment, rules);
  const [before, own, after] = [places[index - 1], places[index], places[index + 1]];
  if (own === undefined) return [];
  if (before !== undefined) return [{ start: before.end, end: own.end, text: "" }];
  return after === undefined ? [] : [{ start: own.start, end: after.start, text: "" }];
}

function commentRemoval(
  text: string,
  { start, end, value }: CommentText,
  standsAlone: boolean,
): readonly TextChange[] {
  if (standsAlone) {
    const lineEnd = text.indexOf("\n", end);
    const first = text.lastIndexOf("\n", start - 1) + 1;
    return [{ start: first, end: lineEnd === -1 ? text.length : lineEnd + 1, text: "" }];
  }
  // A line break inside a comment ends a statement like one outside.
  if (value.includes("\n")) return [];
  const isLast = /^[ \t]*(?:\r?\n|$)/.test(text.slice(end));
  if (isLast) return [{ start: text.slice(0, start).trimEnd().length, end, text: "" }];
  // The text on both sides must stay two words.
  const isApart = /\s/.test(text[start - 1] ?? " ") || /\s/.test(text[end] ?? " ");
  return [{ start, end, text: isApart ? "" : " " }];
}

/** Where each rule is named in a comment. */
function placesOf(text: string, { start, end }: CommentText, rules: readonly string[]) {
  let at = start;
  return rules.map((rule) => {
    const found = text.slice(0, end).indexOf(rule, at);
    if (found === -1) return undefined;
    at = found + rule.length;
    return { start: found, end: at };
  });
}
