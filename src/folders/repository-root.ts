import { existsSync } from "node:fs";
import { join } from "node:path";
import { foldersFrom } from "./folders-from.ts";

/** The root of the repository that a folder is in, found by `.git`; outside of a repository, the folder itself. */
export function repositoryRoot(folder: string): string {
  return foldersFrom(folder).find((at) => existsSync(join(at, ".git"))) ?? folder;
}
