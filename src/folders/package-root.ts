import { existsSync } from "node:fs";
import { join } from "node:path";
import { foldersFrom } from "./folders-from.ts";

/** The nearest folder with a `package.json`, at or above a folder; `undefined` if there is none. */
export function packageRoot(folder: string): string | undefined {
  return foldersFrom(folder).find((at) => existsSync(join(at, "package.json")));
}
