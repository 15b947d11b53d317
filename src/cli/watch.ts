import { spawn } from "node:child_process";
import { once } from "node:events";
import { Changes } from "../files/changes.ts";
import { isSkippedFolder } from "../lint/source/find-sources.ts";

/**
 * Runs this very command without `--watch`, and again whenever a file in a folder has changed. Each run
 * is a process of its own: a schema file that was imported once stays as it was in the process that has.
 *
 * @param folder what is watched, without the folders of code that nobody wrote here.
 * @param others files elsewhere that are watched as well.
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
