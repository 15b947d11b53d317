import { relative, sep } from "node:path";

/** A path as reports show it: relative to a folder, with forward slashes on every system. */
export function displayPath(file: string, cwd: string): string {
  return relative(cwd, file).split(sep).join("/");
}
