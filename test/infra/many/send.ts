/** Sends a seed to an API, in a process of its own with `--expose-gc`, and prints what that took in memory. */
import { pathToFileURL } from "node:url";

const [module = "", schemaFile = "", stateFile = "", apiUrl = ""] = process.argv.slice(2);
const { upLocal }: typeof import("../../../infra/up-local.ts") = await import(
  pathToFileURL(module).href
);

/** Bytes that are in use, without what the collector of garbage has not got to yet. */
function liveBytes(): number {
  globalThis.gc?.();
  // That of buffers that could be resized is not among `arrayBuffers`.
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

let first: number | undefined;
let last = 0;
await upLocal({
  schemaFile,
  stateFile,
  apiUrl,
  stage: "test",
  accountId: "b".repeat(32),
  onSeed(_, { done, records }) {
    // Only twice: collecting garbage more often would make the process smaller than it is.
    first ??= liveBytes();
    if (done === records) last = liveBytes();
  },
});
const { maxRSS } = process.resourceUsage();
console.log(JSON.stringify({ live: last - (first ?? 0), resident: maxRSS * 1024 }));
