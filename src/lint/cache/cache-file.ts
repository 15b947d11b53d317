import { accessSync, constants, existsSync, lstatSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { hashOf } from "./hash.ts";

/**
 * Where the cache of a schema file's lint is: in `node_modules/.cache/keyloom` of the nearest package,
 * as other tools have theirs. Nothing where there is no such folder to write to, or where
 * `node_modules` is a link, and so another project's.
 */
export function cacheFileOf(schemaFile: string): string | undefined {
  const root = packageRoot(dirname(schemaFile));
  const packages = root && join(root, "node_modules");
  if (root === undefined || packages === undefined || !isOwnFolder(packages)) return undefined;
  const name = hashOf(relative(root, schemaFile)).slice(0, 16);
  return join(packages, ".cache", "keyloom", `lint-${name}.json`);
}

function packageRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, "package.json"))) return at;
    if (at === dirname(at)) return undefined;
  }
}

function isOwnFolder(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return lstatSync(folder).isDirectory();
  } catch {
    return false;
  }
}
