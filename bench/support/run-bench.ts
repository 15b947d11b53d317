/** Runs the bench with the given name, and sends its measurements to the parent process. */
import type { Measured } from "./in-own-process.ts";
import type { Bench } from "./row.ts";

const [name] = process.argv.slice(2);
const { bench } = (await import(`../${name}.ts`)) as { readonly bench: Bench };
const { title, peers } = bench;
const measured: Measured = { title, peers, rows: await bench.run() };
process.send?.(measured, () => process.disconnect());
