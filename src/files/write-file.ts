import { fsync, lstatSync, readlinkSync, rmSync, statSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { fileError } from "./file-error.ts";
import { makeFolder } from "./make-folder.ts";

/** The temporary files of this process, which its end takes away. */
const unfinished = new Set<string>();

/** One listener for all of them: Node warns of many. */
let isListening = false;

/**
 * Writes a file whole or not at all: under a temporary name beside it, then by renaming. Whoever
 * reads it, or kills the writer, sees the old file or the new one. Folders on the way are made, and a link stays
 * one: the file that it leads to is written.
 *
 * @param text whole, or in pieces that need not be in memory all at once.
 * @throws CannotRunError where the file cannot be written.
 */
export async function writeFileAtomically(
  file: string,
  text: string | Iterable<string>,
): Promise<void> {
  try {
    await replace(linkedFile(file), typeof text === "string" ? [text] : text);
  } catch (error) {
    throw fileError(`${file} cannot be written`, error);
  }
}

/** What a link leads to, whether that is there or not; the file itself where it is none. */
function linkedFile(file: string): string {
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return file;
  // Refuses links that lead in a circle.
  statSync(file, { throwIfNoEntry: false });
  return linkedFile(resolve(dirname(file), readlinkSync(file)));
}

async function replace(file: string, pieces: Iterable<string>): Promise<void> {
  // Not of `node:crypto`, which would be loaded for it alone, and takes as long as to write the file.
  const temporary = `${file}.${Math.random().toString(36).slice(2)}.tmp`;
  makeFolder(dirname(file));
  removeAtEnd(temporary);
  try {
    await write(temporary, pieces);
    await rename(temporary, file);
  } catch (error) {
    // What cannot be written need not be removed, and says less of why.
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  } finally {
    unfinished.delete(temporary);
  }
}

function removeAtEnd(temporary: string): void {
  if (!isListening) {
    process.once("exit", () => {
      for (const file of unfinished) rmSync(file, { force: true });
    });
  }
  isListening = true;
  unfinished.add(temporary);
}

async function write(file: string, pieces: Iterable<string>): Promise<void> {
  const handle = await open(file, "w");
  try {
    for (const piece of pieces) await handle.writeFile(piece);
    await synced(handle.fd);
  } finally {
    await handle.close();
  }
}

/** What the handle's own `sync` does, which Yarn's Plug'n'Play puts nothing in the place of. */
function synced(descriptor: number): Promise<void> {
  return new Promise((resolve, reject) => {
    fsync(descriptor, (error) => (error === null ? resolve() : reject(error)));
  });
}
