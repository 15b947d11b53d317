/**
 * Writes docs/rules/: a page for each definition check and each lint rule, from what the check or
 * rule itself says, and the list of them all. `--check` only says whether the pages are up to date.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rulePages } from "./rule-pages.ts";

const folder = fileURLToPath(new URL("../docs/rules/", import.meta.url));

const pages = await rulePages();
if (process.argv.includes("--check")) {
  const stale = [...pages].filter(([name, text]) => read(join(folder, name)) !== text);
  for (const [name] of stale) console.error(`docs/rules/${name} is not up to date`);
  if (stale.length > 0) console.error("help: Run `npm run docs` and commit the result.");
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of pages) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  console.log(`docs/rules: ${pages.size} pages`);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
