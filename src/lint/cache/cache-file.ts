import { accessSync, constants, lstatSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { packageRoot } from "../../folders/package-root.ts";
import { hashOf } from "./hash.ts";

/**
 * The path of the lint cache for a schema file: in `node_modules/.cache/keyloom` of the nearest package,
 * where other tools keep theirs. Nothing if there is no such folder to write to, or if `node_modules` is
 * a link, and so belongs to another project.
 */
export function cacheFileOf(schemaFile: string): string | undefined {
  const root = packageRoot(dirname(schemaFile));
  const packages = root && join(root, "node_modules");
  if (root === undefined || packages === undefined || !isOwnFolder(packages)) return undefined;
  const name = hashOf(relative(root, schemaFile)).slice(0, 16);
  return join(packages, ".cache", "keyloom", `lint-${name}.json`);
}

function isOwnFolder(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return lstatSync(folder).isDirectory();
  } catch {
    return false;
  }
}
