import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { AssetFiles } from "./assets.ts";
import type { AssetsConfig } from "./script.ts";

/** What Miniflare reads from a folder of static files, but Cloudflare only from the upload's settings. */
const SETTINGS = ["/_headers", "/_redirects", "/.assetsignore"];

/**
 * Writes the static files of a Worker into their own folder, for Miniflare to serve.
 *
 * @returns the folder, which the caller removes.
 */
export function writeAssets(files: AssetFiles, config: AssetsConfig = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "keyloom-assets-"));
  try {
    for (const [path, content] of files) {
      if (SETTINGS.includes(path)) continue;
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    for (const name of ["_headers", "_redirects"] as const) {
      const text = config[name];
      if (typeof text === "string") writeFileSync(join(folder, name), text);
    }
    return folder;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
