import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { ApplyOptions } from "./apply.ts";

/** What a process that applied a schema tells of it. */
export interface ApplyReport {
  /** The files and folders that the schema is made of, as far as they are known. */
  readonly files: readonly string[];
  /** The ids of the namespaces by binding; absent where the schema could not be applied. */
  readonly ids?: Readonly<Record<string, string>>;
  /** The file of the accessors. */
  readonly generated?: string;
  /** Whether the accessors have changed. */
  readonly isNew?: boolean;
}

/** Applies a schema in a process of its own, one at a time. */
export class ApplyProcess {
  #child: ChildProcess | undefined;

  /** It has said on the terminal whatever went wrong. */
  async run(options: ApplyOptions): Promise<ApplyReport> {
    const [, cli = ""] = process.argv;
    const child = fork(cli, ["dev-apply", JSON.stringify(options)], { stdio: "inherit" });
    this.#child = child;
    let report: ApplyReport = { files: [] };
    child.on("message", (message) => {
      report = message as ApplyReport;
    });
    await once(child, "close");
    return report;
  }

  /** Ends it, wherever it is, and waits until it has given its locks back. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, "close");
  }
}
