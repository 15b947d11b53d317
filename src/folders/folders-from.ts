import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** A folder, or a file, and all folders above it, from the inside out. */
export function foldersFrom(path: string): readonly string[] {
  const above = dirname(path);
  return above === path ? [path] : [path, ...foldersFrom(above)];
}

/** The nearest file or folder with one of these names, in a folder or above it: the first of them in the same one. */
export function nearest(folder: string, ...names: readonly string[]): string | undefined {
  return foldersFrom(folder)
    .flatMap((at) => names.map((name) => join(at, name)))
    .find((path) => existsSync(path));
}
