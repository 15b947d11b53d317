import type { Place } from "../problem.ts";

/**
 * The place of a range in a text. A range of more than one line is cut at the end of its first, so
 * that a code frame shows where it starts and not all of it.
 */
export function placeAt(file: string, text: string, start: number, end = start): Place {
  const before = text.slice(0, start);
  const line = before.split("\n").length;
  const column = start - before.lastIndexOf("\n");
  const firstLine = /^[^\r\n]*/.exec(text.slice(start, end))?.[0] ?? "";
  return firstLine === ""
    ? { file, line, column }
    : { file, line, column, endLine: line, endColumn: column + firstLine.length };
}
