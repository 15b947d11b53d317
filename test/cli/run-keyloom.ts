import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { REPO } from "../project.ts";

const MAIN = join(REPO, "src/cli/main.ts");

/** What a command has printed, and how it ended. */
export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in a folder, in a process of its own. */
export function runKeyloom(folder: string, ...args: readonly string[]): Promise<Run> {
  return runNode(folder, MAIN, ...args);
}

/** Runs a Node program in a folder, with the sources of this package instead of its build. */
export async function runNode(folder: string, ...args: readonly string[]): Promise<Run> {
  const child = spawn(process.execPath, ["--conditions=@keyloom/source", ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once("exit", resolve).once("error", reject);
  });
  const [exitCode, stdout, stderr] = await Promise.all([
    exit,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { exitCode, stdout, stderr };
}
