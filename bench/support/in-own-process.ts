import { fork } from "node:child_process";
import { join } from "node:path";
import { BENCH } from "./bundle.ts";
import type { Bench, Row } from "./row.ts";

/** What a bench measured, and what else of it is in the results. */
export interface Measured extends Pick<Bench, "title" | "peers"> {
  readonly rows: readonly Row[];
}

/**
 * Runs a bench in its own process. To start a command, the system copies the page tables of the parent
 * process: if other benches have left hundreds of megabytes in it, this takes longer than Node does.
 */
export function inOwnProcess(name: string): Promise<Measured> {
  const child = fork(join(BENCH, "support", "run-bench.ts"), [name]);
  return new Promise((resolve, reject) => {
    let measured: Measured | undefined;
    child.once("message", (message) => {
      measured = message as Measured;
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0 && measured !== undefined) resolve(measured);
      else reject(new Error(`the bench \`${name}\` ended with ${code}`));
    });
  });
}
