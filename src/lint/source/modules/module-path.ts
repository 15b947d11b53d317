import { dirname, extname, join, resolve } from "node:path";
import { isSourceName } from "../find-sources.ts";
import type { PathAliases } from "./path-aliases.ts";

/** The extensions that TypeScript and bundlers try for an import without one. */
const EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];

/** The sources of modules that TypeScript code imports by their compiled name: `./keys.js` is written as `keys.ts`. */
const COMPILED: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx"],
  ".jsx": [".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};

/**
 * The possible paths of a module that a file imports, in the order in which they are tried; none for packages.
 */
export function* modulePaths(
  importer: string,
  specifier: string,
  aliases: PathAliases,
): Generator<string> {
  const isRelative = /^\.{1,2}(?:\/|$)/.test(specifier);
  const folder = dirname(importer);
  const bases = isRelative ? [resolve(folder, specifier)] : aliases.pathsOf(folder, specifier);
  for (const base of bases) yield* namesOf(base);
}

function* namesOf(base: string): Generator<string> {
  const extension = extname(base);
  const stem = base.slice(0, base.length - extension.length);
  for (const written of COMPILED[extension] ?? []) yield stem + written;
  if (isSourceName(base)) yield base;
  for (const each of EXTENSIONS) yield base + each;
  for (const each of EXTENSIONS) yield join(base, `index${each}`);
}
