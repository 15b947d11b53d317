/**
 * `npm run bench`: what Keyloom costs, compared with what it replaces. Both sides run here and now.
 * `npm run bench -- get generate` runs those alone, and leaves bench/results.md as it is.
 */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BENCH } from "./support/bundle.ts";
import { inOwnProcess, type Measured } from "./support/in-own-process.ts";
import { buildPackage, withProjects } from "./support/project.ts";
import { report, table } from "./support/report.ts";

const all = readdirSync(BENCH)
  .filter((file) => file.endsWith(".ts") && file !== "index.ts")
  .map((file) => file.slice(0, -".ts".length));
const named = process.argv.slice(2);
const unknown = named.find((name) => !all.includes(name));
if (unknown !== undefined) {
  console.error(`no bench \`${unknown}\`: there are ${all.join(", ")}`);
  process.exit(2);
}

const chosen = named.length > 0 ? named : all;
// Otherwise each bench would build it.
if (chosen.length > 1) buildPackage();
const done: Measured[] = [];
await withProjects(async () => {
  for (const name of chosen) {
    const measured = await inOwnProcess(name);
    console.log(`\n## ${measured.title} (bench/${name}.ts)\n\n${table(measured.rows)}`);
    done.push(measured);
  }
});
if (named.length === 0) writeFileSync(join(BENCH, "results.md"), report(done));
