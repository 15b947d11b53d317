/** Sends a seed to an API, in a process of its own with `--expose-gc`, and prints what that took in memory. */
import { upLocal } from "../../../infra/up-local.ts";

const [schemaFile = "", stateFile = "", apiUrl = ""] = process.argv.slice(2);

/** Bytes that are in use, without what the collector of garbage has not got to yet. */
function liveBytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const before = liveBytes();
let most = 0;
await upLocal({
  schemaFile,
  stateFile,
  apiUrl,
  stage: "test",
  accountId: "b".repeat(32),
  onSeed: () => {
    most = Math.max(most, liveBytes() - before);
  },
});
const { maxRSS } = process.resourceUsage();
console.log(JSON.stringify({ live: most, resident: maxRSS * 1024 }));
