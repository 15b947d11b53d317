import { dirname } from "node:path";

/** A folder, or a file, and all folders above it, from the inside out. */
export function foldersFrom(path: string): readonly string[] {
  const above = dirname(path);
  return above === path ? [path] : [path, ...foldersFrom(above)];
}
