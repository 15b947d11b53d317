/**
 * Generates docs from the code: docs/rules/, with a page for each definition check and each lint rule and a list of
 * all, and docs/commands.md. `--check` only says whether they are up to date.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { commandPage } from "./command-page.ts";
import { rulePages } from "./rule-pages.ts";

const folder = fileURLToPath(new URL("../docs/", import.meta.url));

const pages = new Map([["commands.md", commandPage()]]);
for (const [name, text] of await rulePages()) pages.set(`rules/${name}`, text);

if (process.argv.includes("--check")) {
  const stale = [...pages].filter(([name, text]) => read(join(folder, name)) !== text);
  for (const [name] of stale) console.error(`docs/${name} is not up to date`);
  if (stale.length > 0) console.error("help: Run `npm run docs` and commit the result.");
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  rmSync(join(folder, "rules"), { recursive: true, force: true });
  for (const [name, text] of pages) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  console.log(`docs: ${pages.size} pages`);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
