import { isUtf8 } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import { CannotRunError } from "../cannot-run.ts";
import { fileError } from "../file-error.ts";
import { firstFaultyLine } from "../source/utf8.ts";

/**
 * Checks a module's file before Node reads it. Node reports a folder as a missing file, and misreads other
 * encodings, which would end up in a title in the account.
 *
 * @returns the text; empty if there is no file.
 * @throws CannotRunError if the file is a folder, cannot be read, or is not UTF-8.
 */
export function checkText(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) {
    throw new CannotRunError(`${file} is a folder, not a module`, {
      help: "Remove the folder, or give it another name.",
    });
  }
  if (stats === undefined) return "";
  const bytes = read(file);
  if (isUtf8(bytes)) return bytes.toString();
  throw new CannotRunError("the file is not UTF-8", {
    place: { file, line: 1 + firstFaultyLine(bytes), column: 1 },
    help: "Save it as UTF-8: Node would misread any other encoding.",
  });
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw fileError(`${file} cannot be read`, error);
  }
}
