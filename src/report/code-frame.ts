import { readFileSync } from "node:fs";
import { codeFrameColumns } from "@babel/code-frame";
import type { Place } from "../../schema/problem.ts";
import { visible } from "./visible.ts";

/** Files of data: what they hold may be secret, and is not printed. */
const DATA = /\.(?:csv|json|jsonl|ndjson)$/;

/** The one kind of JSON file that is not data. */
const WRANGLER = /(?:^|[\\/])wrangler\.json$/;

/** Longer lines, as minified code has them, are cut around what is marked: in characters. */
const MAX_LINE = 240;

/** How much of a line that is cut is shown in front of the place, in characters. */
const BEFORE = 80;

/** What the frame shows of other lines, on each side of the place's. */
const AROUND = 3;

/**
 * The lines around a place, with a marker under it; nothing where the file cannot be read, or holds
 * data.
 */
export function codeFrame(place: Place, color: boolean): string | undefined {
  if (DATA.test(place.file) && !WRANGLER.test(place.file)) return undefined;
  const text = read(place.file);
  if (text === undefined) return undefined;
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
  // `forceColor` alone decides: the caller knows the stream, the library would guess.
  return codeFrameColumns(code, location, { forceColor: color, highlightCode: color });
}

/** The part of a line that a frame shows which begins so far in. */
function cut(line: string, from: number): string {
  const end = from + MAX_LINE;
  return `${from > 0 ? "…" : ""}${line.slice(from, end)}${line.length > end ? "…" : ""}`;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
