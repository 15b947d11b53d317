import { globSync } from "node:fs";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Rule } from "../rule.ts";

/** A module, but not a declaration file. */
const MODULE = /(?<!\.d)\.ts$/;

/**
 * Loads all rules: every module in a category's folder holds one, exported as `rule`.
 *
 * To add a rule, add its file. The build replaces this module with a list of them, see
 * scripts/build.ts.
 */
export async function loadRules(folder = new URL("./", import.meta.url)): Promise<readonly Rule[]> {
  const files = globSync("*/*.ts", { cwd: fileURLToPath(folder) }).filter((file) =>
    MODULE.test(file),
  );
  return Promise.all(files.sort().map((file) => loadRule(file.split(sep).join("/"), folder)));
}

async function loadRule(file: string, folder: URL): Promise<Rule> {
  const { href } = new URL(file, folder);
  const id = file.replace(MODULE, "");
  const { rule } = (await import(href)) as { readonly rule?: Rule };
  if (rule?.id !== id) throw new Error(`${href} does not export a \`rule\` with the id \`${id}\``);
  return rule;
}
