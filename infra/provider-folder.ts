import { createRequire } from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { hasEngine } from "./has-engine.ts";

/**
 * Checks whether Pulumi can start the provider that sends the seeds, which it does in the program's folder: that
 * of the process, unless `main` of the project's settings names another, from which the schema's path would not
 * lead to it. If it cannot, its engine silently waits, for a minute or forever.
 *
 * @throws RunError if the folder is outside any project with Pulumi's package.
 */
export function checkProviderFolder(): void {
  if (!hasEngine() || canStartProvider()) return;
  throw new pulumi.RunError(
    `seeds are sent by a process that Pulumi starts in the program's folder, but @pulumi/pulumi is not installed for ${process.cwd()}: start the program in its own project, or call \`process.chdir\` before the stack is created`,
  );
}

/** Whether Pulumi's package, which the process belongs to, is found from where it would be started now. */
export function canStartProvider(): boolean {
  try {
    createRequire(join(process.cwd(), "index.js")).resolve("@pulumi/pulumi");
    return true;
  } catch {
    return false;
  }
}
