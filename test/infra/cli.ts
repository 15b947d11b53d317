import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { REPO } from "../project.ts";

/** How a command ended. */
export interface Ended {
  /** The exit code; `null` where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that is running. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts `keyloom` in a folder, under this very Node and with the sources of this repo. */
export function startKeyloom(cwd: string, ...args: string[]): Running {
  const main = join(REPO, "src/cli/main.ts");
  const child = spawn(process.execPath, ["--conditions=@keyloom/source", main, ...args], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = once(child, "close").then(([code]) => ({
    code: code as number | null,
    stdout,
    stderr,
  }));
  return { child, ended };
}

/** Runs `keyloom` in a folder to its end. */
export function keyloom(cwd: string, ...args: string[]): Promise<Ended> {
  return startKeyloom(cwd, ...args).ended;
}
