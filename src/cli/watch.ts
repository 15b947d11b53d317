import { spawn } from "node:child_process";
import { once } from "node:events";
import { Changes } from "../files/changes.ts";
import { isSkippedFolder } from "../lint/source/find-sources.ts";

/**
 * Runs this same command without `--watch`, and again whenever a file in a folder has changed. Each run has its
 * own process, because an imported schema file never changes within a process.
 *
 * @param folder the folder to watch, except for folders of code that nobody wrote here.
 * @param others files elsewhere to watch as well.
 * @returns never: a signal ends it.
 */
export async function runAtChanges(folder: string, others: readonly string[]): Promise<never> {
  const changes = new Changes(isSkippedFolder);
  await changes.watch(new Set([folder, ...others]));
  for (;;) {
    await runOnce();
    console.error("Watching for changes; press Ctrl-C to stop.");
    await changes.next();
  }
}

async function runOnce(): Promise<void> {
  const args = process.argv.slice(1).filter((argument) => argument !== "--watch");
  const child = spawn(process.execPath, [...process.execArgv, ...args], { stdio: "inherit" });
  await once(child, "exit");
}
