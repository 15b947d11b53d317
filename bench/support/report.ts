import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { BENCH } from "./bundle.ts";
import type { Measured } from "./in-own-process.ts";
import type { Row } from "./row.ts";

const COLUMNS = ["what", "keyloom", "beside", "ratio", "target", "met"] as const;
const HEADS: Readonly<Record<string, string>> = { keyloom: "Keyloom", beside: "compared with" };

/** The rows as a Markdown table, which is also readable in a terminal. */
export function table(rows: readonly Row[]): string {
  const cells = [
    COLUMNS.map((column) => HEADS[column] ?? column),
    ...rows.map((row) => COLUMNS.map((column) => row[column])),
  ];
  const widths = COLUMNS.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
  const lines = cells.map((line) => line.map((cell, at) => cell.padEnd(widths[at] ?? 0)));
  const rule = widths.map((width) => "-".repeat(width));
  const [head = [], ...body] = lines;
  return [head, rule, ...body].map((line) => `| ${line.join(" | ")} |`).join("\n");
}

/** The text of bench/results.md. It has no date, so that a run with the same results leaves it as it is. */
export function report(done: readonly Measured[]): string {
  const packages = ["esbuild", "typescript", "workerd", ...done.flatMap(({ peers }) => peers)];
  const versions = [...new Set(packages)].toSorted().map((name) => `${name} ${versionOf(name)}`);
  return [
    "# Results",
    "Written by `npm run bench`. [docs/benchmarks.md](../docs/benchmarks.md) says what each line means.",
    `Node ${process.versions.node}, ${versions.join(", ")}, on ${availableParallelism()} cores.`,
    ...done.flatMap(({ title, rows }) => [`## ${title}`, table(rows)]),
  ]
    .join("\n\n")
    .concat("\n");
}

function versionOf(name: string): string {
  // By path, because not every package exports its package.json.
  const file = join(BENCH, "..", "node_modules", name, "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;
}
