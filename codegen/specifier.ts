import { dirname, relative, sep } from "node:path";

/** How a file imports another one; both paths are absolute. */
export function specifierOf(file: string, importer: string): string {
  const path = relative(dirname(importer), file).replaceAll(sep, "/");
  return path.startsWith(".") ? path : `./${path}`;
}
