import type { Place } from "../problem.ts";

/**
 * The place of a range in a text. A range of more than one line is cut at the end of its first line, so that a
 * code frame shows where it starts and not all of it.
 */
export function placeAt(file: string, text: string, start: number, end = start): Place {
  return placesIn(file, text)(start, end);
}

/** The same for many ranges of one text, whose lines are counted only once. */
export function placesIn(file: string, text: string): (start: number, end: number) => Place {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (start, end) => {
    let [low, line] = [0, starts.length];
    while (line - low > 1) {
      const middle = (low + line) >>> 1;
      if ((starts[middle] ?? 0) <= start) low = middle;
      else line = middle;
    }
    const column = start - (starts[low] ?? 0) + 1;
    const firstLine = /^[^\r\n]*/.exec(text.slice(start, end))?.[0] ?? "";
    return firstLine === ""
      ? { file, line, column }
      : { file, line, column, endLine: line, endColumn: column + firstLine.length };
  };
}
