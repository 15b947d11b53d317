import { isUtf8 } from "node:buffer";

const LINE_FEED = 0x0a;

/** How many lines come before the first one that is not UTF-8: a line feed is never part of another character. */
export function firstFaultyLine(bytes: Buffer): number {
  let lines = 0;
  for (let start = 0; start < bytes.length; lines++) {
    const end = bytes.indexOf(LINE_FEED, start);
    const isLast = end < 0;
    if (!isUtf8(bytes.subarray(start, isLast ? bytes.length : end)) || isLast) break;
    start = end + 1;
  }
  return lines;
}

/** The text in which places count: a byte order mark takes no column in an editor. */
export function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, "");
}
