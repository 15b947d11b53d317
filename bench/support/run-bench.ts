/** Runs the bench of a name, and sends what it measured to the process that started this one. */
import type { Measured } from "./in-own-process.ts";
import type { Bench } from "./row.ts";

const [name] = process.argv.slice(2);
const { bench } = (await import(`../${name}.ts`)) as { readonly bench: Bench };
const { title, peers } = bench;
const measured: Measured = { title, peers, rows: await bench.run() };
process.send?.(measured, () => process.disconnect());
