import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileError } from "./file-error.ts";

/**
 * Writes a file whole or not at all: under a temporary name beside it, then by renaming. Whoever
 * reads it, or kills the writer, sees the old file or the new one. Folders on the way are made.
 *
 * @throws CannotRunError where the file cannot be written.
 */
export async function writeFileAtomically(file: string, text: string): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(temporary, text, { flush: true });
    await rename(temporary, file);
  } catch (error) {
    // What cannot be written need not be removed, and says less of why.
    await rm(temporary, { force: true }).catch(() => {});
    throw fileError(`${file} cannot be written`, error);
  }
}
