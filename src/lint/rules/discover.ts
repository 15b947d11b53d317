import { readdir } from "node:fs/promises";
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
  const categories = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const modules = await Promise.all(
    categories.map(async (category) => {
      const files = await readdir(new URL(`${category}/`, folder));
      return files
        .filter((file) => MODULE.test(file))
        .sort()
        .map((file) => ({
          id: `${category}/${file.replace(MODULE, "")}`,
          file: `${category}/${file}`,
        }));
    }),
  );
  return Promise.all(modules.flat().map(({ id, file }) => loadRule(id, new URL(file, folder))));
}

async function loadRule(id: string, url: URL): Promise<Rule> {
  const { rule } = (await import(url.href)) as { readonly rule?: Rule };
  if (rule?.id !== id)
    throw new Error(`${url.href} does not export a \`rule\` with the id \`${id}\``);
  return rule;
}
