import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { notFinished, TIME_LIMIT } from "../../schema/modules/time-limit.ts";
import type { ApplyOptions } from "./apply.ts";

/** What a process that applied a schema reports. */
export interface ApplyReport {
  /** The files and folders that the schema is made of, as far as they are known. */
  readonly files: readonly string[];
  /** The ids of the namespaces by binding; absent if the schema could not be applied. */
  readonly ids?: Readonly<Record<string, string>>;
  /** The file of the accessors. */
  readonly generated?: string;
  /** Whether the accessors have changed. */
  readonly isNew?: boolean;
}

/** What the process sends once the schema file has run. */
export const HAS_READ = "has read the schema";

/** How long a process may take to release its locks after the signal to end, in milliseconds. */
const GRACE = 3_000;

/** Applies a schema in its own process, one at a time. */
export class ApplyProcess {
  #child: ChildProcess | undefined;

  /**
   * The process itself reports errors on the terminal.
   *
   * @throws CannotRunError if the schema file does not finish.
   */
  async run(options: ApplyOptions): Promise<ApplyReport> {
    const [, cli = ""] = process.argv;
    const child = fork(cli, ["dev-apply", JSON.stringify(options)], { stdio: "inherit" });
    this.#child = child;
    let report: ApplyReport = { files: [] };
    let runsForever = false;
    const limit = setTimeout(() => {
      runsForever = true;
      child.kill("SIGKILL");
    }, TIME_LIMIT);
    child.on("message", (message) => {
      if (message === HAS_READ) clearTimeout(limit);
      else report = message as ApplyReport;
    });
    await once(child, "close");
    clearTimeout(limit);
    if (runsForever) throw notFinished(options.schemaFile, TIME_LIMIT);
    return report;
  }

  /** Ends it at any point, and waits until it has released its locks. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    // A schema that loops forever reacts to no other signal.
    const grace = setTimeout(() => child.kill("SIGKILL"), GRACE);
    await once(child, "close");
    clearTimeout(grace);
  }
}
