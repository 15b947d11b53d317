import { readdirSync } from "node:fs";
import { relative, sep } from "node:path";

/** What oxc can parse. */
const SOURCE = /\.[cm]?[jt]sx?$/;
const DECLARATIONS = /\.d\.[cm]?ts$/;

/** Folders of code that the project did not write. */
const SKIPPED: ReadonlySet<string> = new Set(["node_modules", "dist", "build", "coverage"]);

/** Whether a file of that name holds code that runs. */
export function isSourceName(name: string): boolean {
  return SOURCE.test(name) && !DECLARATIONS.test(name);
}

/** Whether a folder of that name is skipped; so are steps that lead out of a folder, as they start with a dot. */
export function isSkippedFolder(name: string): boolean {
  return SKIPPED.has(name) || name.startsWith(".");
}

/** The source files below a folder, sorted; links are not followed, so no folder is read twice. */
export function findSources(root: string): readonly string[] {
  const found: string[] = [];
  addSources(root.endsWith(sep) ? root : root + sep, found);
  return found.sort();
}

/** @param folder ends with a separator. */
function addSources(folder: string, found: string[]): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    // Joined by hand: `join` would look for `..` in each of thousands.
    if (entry.isDirectory()) {
      if (!isSkippedFolder(entry.name)) addSources(folder + entry.name + sep, found);
    } else if (entry.isFile() && isSourceName(entry.name)) found.push(folder + entry.name);
  }
}

/** Whether a file is one of the source files below a folder, by its path. */
export function isSource(root: string, file: string): boolean {
  const [name = "", ...folders] = relative(root, file).split(sep).reverse();
  return isSourceName(name) && !folders.some(isSkippedFolder);
}
