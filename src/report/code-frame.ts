import { codeFrameColumns } from "@babel/code-frame";
import type { Place } from "../../schema/problem.ts";
import { readFileIfPossible } from "../files/read-file.ts";
import { visible } from "./visible.ts";

/** Data files: their content may be secret, and is not printed. */
const DATA = /\.(?:csv|json|jsonl|ndjson)$/;

/** The one kind of JSON file that is not data. */
const WRANGLER = /(?:^|[\\/])wrangler\.json$/;

/** Longer lines, as in minified code, are cut around the marked place: in characters. */
const MAX_LINE = 240;

/** How much of a cut line is shown before the place, in characters. */
const BEFORE = 80;

/** How many lines the frame shows before and after the place's line. */
const AROUND = 3;

/**
 * The lines around a place, with a marker under it; nothing if the file cannot be read, is a data file, or is not
 * text.
 */
export function codeFrame(place: Place, color: boolean): string | undefined {
  if (DATA.test(place.file) && !WRANGLER.test(place.file)) return undefined;
  const text = readFileIfPossible(place.file);
  if (text === undefined || text.includes("\0")) return undefined;
  const { line, endLine, endColumn } = place;
  const lines = visible(text).split("\n");
  const shown = lines.slice(Math.max(0, line - 1 - AROUND), line + AROUND);
  const isLong = shown.some((shown) => shown.length > MAX_LINE);
  const from = isLong ? Math.max(0, place.column - 1 - BEFORE) : 0;
  const inFrame = (column: number) => Math.min(column - from, MAX_LINE) + (from === 0 ? 0 : 1);
  const start = { line, column: inFrame(place.column) };
  const location =
    endLine === undefined || endColumn === undefined
      ? { start }
      : { start, end: { line: endLine, column: inFrame(endColumn) } };
  const code = isLong ? lines.map((line) => cut(line, from)).join("\n") : lines.join("\n");
  // Only `forceColor` decides: the caller knows the stream, the library would guess.
  return codeFrameColumns(code, location, { forceColor: color, highlightCode: color });
}

/** The part of a line in a frame that starts at a given offset. */
function cut(line: string, from: number): string {
  const end = from + MAX_LINE;
  return `${from > 0 ? "…" : ""}${line.slice(from, end)}${line.length > end ? "…" : ""}`;
}
