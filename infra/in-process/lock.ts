import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { CannotRunError } from "../../schema/cannot-run.ts";

/**
 * Keeps two runs from working on one state. The lock is a file with the holder's process id; one
 * that a killed process left behind is taken over.
 *
 * @returns the function that gives the lock back.
 * @throws CannotRunError where a living process holds it.
 */
export function lock(file: string): () => void {
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = Number(readFileSync(file, "utf8"));
      if (isAlive(holder)) {
        throw new CannotRunError(`another run (process ${holder}) is at work on this stage`, {
          help: `Wait for it to end. If it is not a Keyloom process, remove ${file}.`,
        });
      }
      rmSync(file, { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return Number.isSafeInteger(pid) && pid > 0 && process.kill(pid, 0);
  } catch (error) {
    // A process of another user is alive as well.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
