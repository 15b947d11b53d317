/** Sends a seed to an API, in a process of its own with `--expose-gc`, and prints what that took in memory. */
import { upLocal } from "../../../infra/up-local.ts";

const [schemaFile = "", stateFile = "", apiUrl = ""] = process.argv.slice(2);

/** Bytes that are in use, without what the collector of garbage has not got to yet. */
function liveBytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
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
