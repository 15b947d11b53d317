import { fsync, lstatSync, readlinkSync, statSync } from "node:fs";
import { chmod, open, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { promisify } from "node:util";
import { fileError } from "../../schema/file-error.ts";
import { makeFolder } from "./make-folder.ts";
import { removedAtExit } from "./removed-at-exit.ts";

/** The temporary files of this process. */
const unfinished = removedAtExit();

/**
 * Writes a file whole or not at all: under a temporary name beside it, then by renaming. Whoever
 * reads it, or kills the writer, sees the old file or the new one. Missing folders are created, the permissions of
 * a file stay, and a link stays a link: its target is written.
 *
 * @param text whole, or in pieces that need not be in memory all at once.
 * @throws CannotRunError if the file cannot be written.
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

/** The target of a link, whether it exists or not; the file itself if it is not a link. */
function linkedFile(file: string): string {
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return file;
  // Rejects links that form a circle.
  statSync(file, { throwIfNoEntry: false });
  return linkedFile(resolve(dirname(file), readlinkSync(file)));
}

async function replace(file: string, pieces: Iterable<string>): Promise<void> {
  // Not from `node:crypto`, which would be loaded only for this, and takes as long as writing the file.
  const temporary = `${file}.${Math.random().toString(36).slice(2)}.tmp`;
  makeFolder(dirname(file));
  unfinished.add(temporary);
  try {
    await write(temporary, pieces);
    await keepMode(file, temporary);
    await rename(temporary, file);
  } catch (error) {
    // If it could not be written, it need not be removed, and this error says less about the reason.
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  } finally {
    unfinished.delete(temporary);
  }
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

/** Otherwise a script, for instance, would no longer be executable. */
async function keepMode(file: string, temporary: string): Promise<void> {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  // Some file systems have no permissions to set.
  if (mode !== undefined && mode !== statSync(temporary).mode) await chmod(temporary, mode);
}

/** What the handle's own `sync` does, which Yarn's Plug'n'Play does not provide. */
const synced = promisify(fsync);
