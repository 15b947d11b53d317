import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The nearest folder with a `package.json`, at or above a folder; `undefined` if there is none. */
export function packageRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, "package.json"))) return at;
    if (at === dirname(at)) return undefined;
  }
}
