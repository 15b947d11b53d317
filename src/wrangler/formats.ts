import { jsonc } from "./jsonc.ts";
import type { WranglerSyntax } from "./syntax.ts";
import { toml } from "./toml.ts";

/** The languages of wrangler files: wrangler reads `wrangler.json` as JSON with comments as well. */
export const SYNTAXES = { jsonc, toml } satisfies Readonly<Record<string, WranglerSyntax>>;

export type WranglerFormat = keyof typeof SYNTAXES;

/** How the text of a wrangler file is read. */
export function formatOf(file: string): WranglerFormat {
  return file.endsWith(".toml") ? "toml" : "jsonc";
}
