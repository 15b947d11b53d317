import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The root of the repository that a folder is in, found by `.git`; outside of a repository, the folder itself. */
export function repositoryRoot(folder: string): string {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, ".git"))) return current;
    if (dirname(current) === current) return folder;
  }
}
