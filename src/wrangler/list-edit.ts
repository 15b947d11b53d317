import {
  indentAt,
  lineBreak,
  lineEnd,
  lineStart,
  type Span,
  startsLine,
  type TextEdit,
} from "./text-edit.ts";

/**
 * Items in brackets, separated by commas: an array, an object, an inline table. Between the items are only
 * commas, white space and comments.
 */
export interface BracketedList {
  /** From the opening bracket to after the closing one. */
  readonly span: Span;
  readonly items: readonly Span[];
}

/** How the language of a file writes comments: one comment, as the source of a regular expression. */
export type CommentPattern = string;

/** JSON with comments. */
export const JSONC_COMMENT: CommentPattern = String.raw`//[^\n]*|/\*[^]*?\*/`;

/** TOML. */
export const TOML_COMMENT: CommentPattern = String.raw`#[^\n]*`;

/**
 * Adds items after one of a list, or into an empty list, in the layout of their neighbour.
 *
 * @param after the index of that item; -1 in an empty list, which is written
 * over several lines unless the whole file is one line.
 * @param write an item's text, given the indentation of its first line; `undefined` for an item that shares
 * its line with others.
 * @param unit one level of indentation.
 */
export function insertItems(
  source: string,
  { span, items }: BracketedList,
  comment: CommentPattern,
  after: number,
  write: (indent: string | undefined) => readonly string[],
  unit: string,
): readonly TextEdit[] {
  const eol = lineBreak(source);
  const neighbour = items[after];
  if (neighbour === undefined) {
    if (!source.includes("\n")) {
      const at = span.start + 1;
      return [{ start: at, end: at, text: write(undefined).join(", ") }];
    }
    const indent = indentAt(source, span.start) + unit;
    const inside = source.slice(span.start + 1, span.end - 1);
    const at = span.start + 1 + inside.trimEnd().length;
    const text = write(indent).map((item) => eol + indent + item);
    const closing = source.slice(at, span.end - 1).includes("\n")
      ? ""
      : eol + indentAt(source, span.start);
    return [{ start: at, end: at, text: text.join(",") + closing }];
  }
  const comma = commaAfter(source, neighbour.end, comment);
  const from = comma === undefined ? neighbour.end : comma + 1;
  const restOfLine = new RegExp(String.raw`(?:[^\S\n]|${comment})*`, "y");
  restOfLine.lastIndex = from;
  restOfLine.exec(source);
  const at = endOfComments(source, from, restOfLine.lastIndex);
  const hasOwnLine = startsLine(source, neighbour.start);
  const isLastOnLine = at === lineEnd(source, from);
  const closesHere = comma === undefined && items.length - 1 === after;
  if (!hasOwnLine || !(isLastOnLine || closesHere)) {
    const text = write(undefined).map((item) => `, ${item}`);
    return [{ start: neighbour.end, end: neighbour.end, text: text.join("") }];
  }
  const indent = indentAt(source, neighbour.start);
  const lines = write(indent).map((item) => eol + indent + item);
  if (comma !== undefined) {
    return [{ start: at, end: at, text: lines.map((line) => `${line},`).join("") }];
  }
  return [
    { start: neighbour.end, end: neighbour.end, text: "," },
    {
      start: isLastOnLine ? at : neighbour.end,
      end: isLastOnLine ? at : neighbour.end,
      text: lines.join(","),
    },
  ];
}

/** Removes an item from a list that has others, with its comma, and with its line if it has its own. */
export function removeItem(
  source: string,
  { items }: BracketedList,
  comment: CommentPattern,
  index: number,
): readonly TextEdit[] {
  const { start, end } = items[index] as Span;
  const comma = commaAfter(source, end, comment);
  const until = comma === undefined ? end : comma + 1;
  const previous = items[index - 1];
  const before =
    comma === undefined && previous !== undefined
      ? commaAfter(source, previous.end, comment)
      : undefined;
  const edits: TextEdit[] =
    before === undefined ? [] : [{ start: before, end: before + 1, text: "" }];
  const rest = source.slice(until, lineEnd(source, until));
  const onlyComments = new RegExp(String.raw`^(?:\s|${comment})*$`).test(rest);
  if (startsLine(source, start) && onlyComments) {
    const lineAfter = lineEnd(source, until);
    const next = source.startsWith("\r\n", lineAfter) ? lineAfter + 2 : lineAfter + 1;
    return [...edits, { start: lineStart(source, start), end: next, text: "" }];
  }
  // If it shares its line, the white space on one side is removed as well.
  const after = /^[^\S\r\n]*/.exec(source.slice(until))?.[0].length ?? 0;
  const isLast = items[index + 1] === undefined;
  const from = isLast ? (before ?? start - 1) + 1 : start;
  return [...edits, { start: from, end: isLast ? until : until + after, text: "" }];
}

/** The offset of the comma that follows an item, after white space and comments. */
function commaAfter(source: string, offset: number, comment: CommentPattern): number | undefined {
  const trivia = new RegExp(String.raw`(?:\s|${comment})*`, "y");
  trivia.lastIndex = offset;
  trivia.exec(source);
  return source[trivia.lastIndex] === "," ? trivia.lastIndex : undefined;
}

/** The end of the skipped part of a line, without the `\r` of its line break. */
function endOfComments(source: string, from: number, end: number): number {
  return source[end] === "\n" && source[end - 1] === "\r" && end > from ? end - 1 : end;
}
