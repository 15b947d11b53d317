import { readFileSync } from "node:fs";
import { codeFrameColumns } from "@babel/code-frame";
import type { Place } from "../../schema/problem.ts";
import { visible } from "./visible.ts";

/** Files of data: what they hold may be secret, and is not printed. */
const DATA = /\.(?:csv|json|jsonl|ndjson)$/;

/** The one kind of JSON file that is not data. */
const WRANGLER = /(?:^|[\\/])wrangler\.json$/;

/**
 * The lines around a place, with a marker under it; nothing where the file cannot be read, or holds
 * data.
 */
export function codeFrame(place: Place, color: boolean): string | undefined {
  if (DATA.test(place.file) && !WRANGLER.test(place.file)) return undefined;
  const text = read(place.file);
  if (text === undefined) return undefined;
  const { line, column, endLine, endColumn } = place;
  const start = { line, column };
  const location =
    endLine === undefined || endColumn === undefined
      ? { start }
      : { start, end: { line: endLine, column: endColumn } };
  // `forceColor` alone decides: the caller knows the stream, the library would guess.
  return codeFrameColumns(visible(text), location, { forceColor: color, highlightCode: color });
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
