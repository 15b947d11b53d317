import { spawn } from "node:child_process";
import { once } from "node:events";
import { basename } from "node:path";
import { watch } from "chokidar";
import { isSkippedFolder } from "../lint/source/find-sources.ts";

/** How long files stay still before a run, in milliseconds: editors and git write many at once. */
const SETTLED = 50;

/**
 * Runs this very command without `--watch`, and again whenever a file in a folder has changed. Each run
 * is a process of its own: a schema file that was imported once stays as it was in the process that has.
 *
 * @param folder what is watched, without the folders of code that nobody wrote here.
 * @param others files elsewhere that are watched as well.
 * @returns never: a signal ends it.
 */
export async function runAtChanges(folder: string, others: readonly string[]): Promise<never> {
  const watcher = watch([folder, ...others], {
    ignoreInitial: true,
    ignored: (path, stats) =>
      path !== folder && stats?.isDirectory() === true && isSkippedFolder(basename(path)),
  });
  let hasChanged: () => void = () => {};
  let change = new Promise<void>((resolve) => {
    hasChanged = resolve;
  });
  watcher.on("all", () => hasChanged());
  await once(watcher, "ready");
  for (;;) {
    await runOnce();
    console.error("Watching for changes; Ctrl-C ends it.");
    await change;
    await new Promise((resolve) => setTimeout(resolve, SETTLED));
    change = new Promise((resolve) => {
      hasChanged = resolve;
    });
  }
}

async function runOnce(): Promise<void> {
  const args = process.argv.slice(1).filter((argument) => argument !== "--watch");
  const child = spawn(process.execPath, [...process.execArgv, ...args], { stdio: "inherit" });
  await once(child, "exit");
}
