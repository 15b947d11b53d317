import { basename } from "node:path";
import type { Plugin } from "esbuild";

/**
 * Packages that few runs need: they parse regular expressions and TOML, match globs, find plurals, read
 * `tsconfig.json` and print code. They were a quarter of the code that a lint loads.
 */
export const PACKAGES_ON_DEMAND: readonly string[] = [
  "@babel/code-frame",
  "@eslint-community/regexpp",
  "get-tsconfig",
  "picomatch",
  "pluralize",
  "toml-eslint-parser",
];

/** The name of a package's file in `dist/packages`. */
export function packageFile(name: string): string {
  return basename(name);
}

/**
 * Replaces the imports of these packages by a stand-in, which loads the package's own file when something in it is
 * used: `packaged` of `scripts/builtin.ts`.
 */
export const packagesOnDemand: Plugin = {
  name: "packages-on-demand",
  setup({ onResolve, onLoad }) {
    const names = PACKAGES_ON_DEMAND.join("|");
    onResolve({ filter: new RegExp(`^(?:${names})$`) }, ({ path }) => ({
      path,
      namespace: "package-on-demand",
    }));
    onLoad({ filter: /.*/, namespace: "package-on-demand" }, ({ path }) => ({
      contents: `module.exports = packaged("${packageFile(path)}");`,
    }));
  },
};
