import { readdir } from "node:fs/promises";
import type { Rule } from "../rule.ts";

/** A module, in the sources or in the build; neither a declaration nor a source map. */
const MODULE = /(?<!\.d)\.[jt]s$/;

/**
 * Loads all rules: every module in a folder of a category holds one, exported as `rule`.
 *
 * This module stands among the rules because it finds them from its own place, which the build
 * keeps: to add a rule is to add its file.
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
