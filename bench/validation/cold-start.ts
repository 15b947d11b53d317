import { Worker } from "node:worker_threads";
import { median } from "../support/alternate.ts";
import { bundle } from "./bundle.ts";
import type { Side } from "./sides.ts";

const ENTRY = `import { validate } from "side"; globalThis.validate = validate;`;

/** A new isolate, which compiles and runs a bundle, and reports how many microseconds that took. */
const THREAD = `
  const { parentPort, workerData } = require("node:worker_threads");
  const { Script } = require("node:vm");
  const start = process.hrtime.bigint();
  new Script(workerData).runInThisContext();
  parentPort.postMessage(Number(process.hrtime.bigint() - start) / 1000);
`;

/** The time to load each side's bundle, alternately in new isolates, in microseconds. */
export async function coldStarts(
  sides: readonly Side[],
  rounds: number,
): Promise<readonly { readonly name: string; readonly micros: number }[]> {
  const bundles = await Promise.all(
    sides.map(async (side) => ({
      name: side.name,
      code: await bundle(side, ENTRY, "iife"),
      samples: [] as number[],
    })),
  );
  for (let round = 0; round < rounds; round++) {
    for (const { code, samples } of bundles) samples.push(await loadTime(code));
  }
  return bundles.map(({ name, samples }) => ({ name, micros: median(samples) }));
}

async function loadTime(code: string): Promise<number> {
  const worker = new Worker(THREAD, { eval: true, execArgv: [], workerData: code });
  return await new Promise<number>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}
