/**
 * `npm run bench`: what Keyloom costs, beside what it stands in for. Both sides run here and now.
 * `npm run bench -- get generate` runs those alone, and leaves bench/results.md as it is.
 */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BENCH } from "./support/bundle.ts";
import { report, table } from "./support/report.ts";
import type { Bench, Row } from "./support/row.ts";

const all = readdirSync(BENCH)
  .filter((file) => file.endsWith(".ts") && file !== "index.ts")
  .map((file) => file.slice(0, -".ts".length));
const named = process.argv.slice(2);
const unknown = named.find((name) => !all.includes(name));
if (unknown !== undefined) {
  console.error(`no bench \`${unknown}\`: there are ${all.join(", ")}`);
  process.exit(2);
}

const done: { readonly bench: Bench; readonly rows: readonly Row[] }[] = [];
for (const name of named.length > 0 ? named : all) {
  const { bench } = (await import(`./${name}.ts`)) as { readonly bench: Bench };
  const rows = await bench.run();
  console.log(`\n## ${bench.title} (bench/${name}.ts)\n\n${table(rows)}`);
  done.push({ bench, rows });
}
if (named.length === 0) writeFileSync(join(BENCH, "results.md"), report(done));
