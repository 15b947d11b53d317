import { accessSync, constants, lstatSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { nearest } from "../../folders/folders-from.ts";
import { hashOf } from "./hash.ts";

/**
 * The path of the lint cache for a schema file: in `node_modules/.cache/keyloom` of the nearest package,
 * where other tools keep theirs. Nothing if there is no such folder to write to, or if `node_modules` is
 * a link, and so belongs to another project.
 */
export function cacheFileOf(schemaFile: string): string | undefined {
  const file = nearest(dirname(schemaFile), "package.json");
  if (file === undefined) return undefined;
  const root = dirname(file);
  const packages = join(root, "node_modules");
  if (!isOwnFolder(packages)) return undefined;
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
