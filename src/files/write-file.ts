import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { fileError } from "./file-error.ts";
import { makeFolder } from "./make-folder.ts";

/**
 * Writes a file whole or not at all: under a temporary name beside it, then by renaming. Whoever
 * reads it, or kills the writer, sees the old file or the new one. Folders on the way are made.
 *
 * @param text whole, or in pieces that need not be in memory all at once.
 * @throws CannotRunError where the file cannot be written.
 */
export async function writeFileAtomically(
  file: string,
  text: string | Iterable<string>,
): Promise<void> {
  // Not of `node:crypto`, which would be loaded for it alone, and takes as long as to write the file.
  const temporary = `${file}.${Math.random().toString(36).slice(2)}.tmp`;
  try {
    makeFolder(dirname(file));
    await write(temporary, typeof text === "string" ? [text] : text);
    await rename(temporary, file);
  } catch (error) {
    // What cannot be written need not be removed, and says less of why.
    await rm(temporary, { force: true }).catch(() => {});
    throw fileError(`${file} cannot be written`, error);
  }
}

async function write(file: string, pieces: Iterable<string>): Promise<void> {
  const handle = await open(file, "w");
  try {
    for (const piece of pieces) await handle.writeFile(piece);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
