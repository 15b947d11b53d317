import { closeSync, openSync, readSync } from "node:fs";

/** How many bytes are compared at a time. */
const PIECE = 65_536;

/**
 * Whether a file has exactly this text. Unlike reading all of it, this takes little memory: for some megabytes, the
 * system needs longer to provide the memory than to read the file.
 *
 * @returns false as well if the file does not exist, or cannot be read.
 */
export function holdsText(file: string, text: string): boolean {
  try {
    const descriptor = openSync(file, "r");
    try {
      return isRestOf(descriptor, text);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

function isRestOf(descriptor: number, text: string): boolean {
  const encoder = new TextEncoder();
  const [wanted, found] = [new Uint8Array(PIECE), new Uint8Array(PIECE)];
  for (let at = 0; at < text.length; ) {
    // As many characters as fit.
    const { read, written } = encoder.encodeInto(text.slice(at), wanted);
    // A file gives less only at its end.
    if (readSync(descriptor, found, 0, written, null) !== written) return false;
    if (Buffer.compare(wanted.subarray(0, written), found.subarray(0, written)) !== 0) return false;
    at += read;
  }
  return readSync(descriptor, found, 0, 1, null) === 0;
}
