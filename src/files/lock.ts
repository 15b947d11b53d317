import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { fileError } from "../../schema/file-error.ts";
import { makeFolder } from "./make-folder.ts";
import { removedAtExit } from "./removed-at-exit.ts";

/** The locks of this process. A lock with its process id that is not among them is from an older process. */
const held = removedAtExit();

/**
 * Keeps two processes, or two runs in one, from working on the same thing. The lock is a file with
 * the holder's process id; one that a killed process left behind is taken over.
 *
 * @param what what is locked, for the message: `the state PATH`.
 * @returns the function that releases the lock; the end of the process does so as well.
 * @throws CannotRunError if a living process holds it, or the file cannot be written.
 */
export function lock(file: string, what: string): () => void {
  try {
    take(file, what);
  } catch (error) {
    throw error instanceof CannotRunError ? error : fileError(`${file} cannot be written`, error);
  }
  held.add(file);
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    held.delete(file);
    rmSync(file, { force: true });
  };
}

function take(file: string, what: string): void {
  makeFolder(dirname(file));
  while (!tryToCreate(file)) {
    const holder = holderOf(file);
    if (holder !== undefined && isHeldBy(Number(holder), file)) {
      throw new CannotRunError(`${what} is in use by process ${holder}`, {
        help: `Wait for it to end, or end it. If it is not a Keyloom process, remove ${file}.`,
      });
    }
    if (holder !== undefined) removeStale(file, holder);
  }
}

/** Creates the file together with its content: an empty one would look as if nobody held it. */
function tryToCreate(file: string): boolean {
  const own = `${file}.${randomUUID()}`;
  try {
    writeFileSync(own, String(process.pid));
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Removes a stale lock, unless another process has just done so and now holds the lock. */
function removeStale(file: string, holder: string): void {
  const taken = `${file}.${randomUUID()}`;
  try {
    renameSync(file, taken);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  if (holderOf(taken) !== holder) linkSync(taken, file);
  rmSync(taken);
}

/** The text of a lock file; `undefined` if it is already gone. */
function holderOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function isHeldBy(pid: number, file: string): boolean {
  if (pid === process.pid) return held.has(file);
  try {
    return Number.isSafeInteger(pid) && pid > 0 && process.kill(pid, 0);
  } catch (error) {
    // A process of another user is also alive.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
