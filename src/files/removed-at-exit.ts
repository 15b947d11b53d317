import { rmSync } from "node:fs";

/** A set of files, initially empty: those in it when this process ends are removed. */
export function removedAtExit(): Set<string> {
  const files = new Set<string>();
  process.once("exit", () => {
    for (const file of files) rmSync(file, { force: true });
  });
  return files;
}
