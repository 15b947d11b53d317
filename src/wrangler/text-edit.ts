/** A part of a text, by offsets in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span of a text, and its replacement. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** Applies edits that do not overlap. Those at the same offset keep their given order. */
export function applyEdits(source: string, edits: readonly TextEdit[]): string {
  let result = "";
  let at = 0;
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start)) {
    result += source.slice(at, start) + text;
    at = end;
  }
  return result + source.slice(at);
}

/** The line break of a text; that of its first line if they differ. */
export function lineBreak(source: string): string {
  return /\r?\n/.exec(source)?.[0] ?? "\n";
}

/** The start of an offset's line. */
export function lineStart(source: string, offset: number): number {
  return source.lastIndexOf("\n", offset - 1) + 1;
}

/** The end of an offset's line, before its line break. */
export function lineEnd(source: string, offset: number): number {
  const end = source.indexOf("\n", offset);
  if (end === -1) return source.length;
  return source[end - 1] === "\r" && end > offset ? end - 1 : end;
}

/** The white space that a line starts with. */
export function indentAt(source: string, offset: number): string {
  return /^[ \t]*/.exec(source.slice(lineStart(source, offset), offset))?.[0] ?? "";
}

/** Whether only white space comes before an offset on its line. */
export function startsLine(source: string, offset: number): boolean {
  return source.slice(lineStart(source, offset), offset).trim() === "";
}
