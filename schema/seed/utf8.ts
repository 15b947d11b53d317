import { isUtf8 } from "node:buffer";
import { createReadStream, readFileSync } from "node:fs";
import { CannotRunError } from "../cannot-run.ts";
import { firstFaultyLine } from "../source/utf8.ts";

const LINE_FEED = 0x0a;

/** What some editors and spreadsheets put before UTF-8; it is not part of the text. */
const BYTE_ORDER_MARK = Buffer.from("\uFEFF");

/**
 * Reads a text file.
 *
 * @throws CannotRunError if it is not UTF-8: decoded anyway, its records would reach KV garbled.
 */
export function readUtf8(file: string): string {
  return checked(file, readFileSync(file), 1).toString();
}

/**
 * Reads a text file piece by piece, with whole lines in each, in bounded memory as long as its lines are
 * bounded.
 *
 * @throws CannotRunError as {@link readUtf8} does.
 */
export async function* readUtf8Lines(file: string): AsyncGenerator<Buffer> {
  let line = 1;
  let begun: Buffer[] = [];
  const piece = (bytes: Buffer) => {
    const text = checked(file, bytes, line);
    line += countLines(bytes);
    return text;
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    if (end === 0) {
      begun.push(chunk);
      continue;
    }
    yield piece(Buffer.concat([...begun, chunk.subarray(0, end)]));
    begun = [chunk.subarray(end)];
  }
  yield piece(Buffer.concat(begun));
}

/** @param line the number of the bytes' first line. */
function checked(file: string, bytes: Buffer, line: number): Buffer {
  if (!isUtf8(bytes)) {
    throw new CannotRunError("the seed is not UTF-8", {
      place: { file, line: line + firstFaultyLine(bytes), column: 1 },
      help: "Save the file as UTF-8: in another encoding, its text would reach KV garbled.",
    });
  }
  const hasMark = line === 1 && bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  return hasMark ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) lines++;
  return lines;
}
