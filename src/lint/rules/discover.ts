import { readdir } from "node:fs/promises";
import type { Rule } from "../rule.ts";

/** A module, and no declaration. */
const MODULE = /(?<!\.d)\.ts$/;

/**
 * Loads all rules: every module in a folder of a category holds one, exported as `rule`.
 *
 * To add a rule is to add its file. The build puts a list of them in this module's place, see
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
