import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { type Ended, startKeyloom } from "../infra/cli.ts";
import { linkPackage, writeProject } from "../project.ts";

// As for all that these tests run: the sources of this package, not its build.
process.env["WRANGLER_BUILD_CONDITIONS"] = "@keyloom/source,workerd,worker,browser";
process.env["WRANGLER_SEND_METRICS"] = "false";

/** The line that it prints once everything is as the files say. */
const SETTLED = "Watching for changes. Press Ctrl-C to stop.\n";

/** A `keyloom dev` that is running. */
export interface DevServer {
  readonly pid: number;
  /** Everything that it has printed so far, to either output. */
  readonly printed: string;
  /** Writes a file of the project. */
  write(name: string, text: string): void;
  /**
   * Waits until it comes to rest after printing a text, and returns what it has printed since it last
   * came to rest.
   */
  settled(text?: string): Promise<string>;
  /** Waits until it has printed a text. */
  printing(text: string): Promise<void>;
  /** Reads the page of the Worker. */
  page(): Promise<unknown>;
  end(signal: NodeJS.Signals): Promise<Ended>;
}

/** Writes a project that has wrangler, if it has a wrangler file. */
export function writeWorkerProject(files: Readonly<Record<string, string>>): string {
  const project = writeProject(files);
  linkPackage(project, "wrangler");
  return project;
}

/** Starts `keyloom dev` in a project, on a free port. */
export function startDev(project: string, ...args: string[]): DevServer {
  const { child, ended } = startKeyloom(project, "dev", "--port", "0", ...args);
  let printed = "";
  // What each output has printed since it last came to rest.
  let output = "";
  let errors = "";
  let tell = () => {};
  child.stdout?.on("data", (text: string) => {
    output += text;
    printed += text;
    tell();
  });
  child.stderr?.on("data", (text: string) => {
    errors += text;
    printed += text;
    tell();
  });
  let isOver = false;
  ended.then(() => {
    isOver = true;
    tell();
  });
  // Killed outright it would leave its workerd behind.
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await ended;
  });

  const until = (condition: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      tell = () => {
        if (condition()) resolve();
        else if (isOver) reject(new Error(`it has ended:\n${printed}`));
      };
      tell();
    });
  return {
    pid: child.pid ?? 0,
    get printed() {
      return printed;
    },
    write: (name, text) => writeFileSync(join(project, name), text),
    async settled(text = "") {
      for (;;) {
        await until(() => output.includes(SETTLED));
        // The two outputs arrive separately: errors printed before this line may still be on their way.
        await setTimeout(200);
        const end = output.indexOf(SETTLED);
        const since = `${output.slice(0, end)}\n${errors}`;
        output = output.slice(end + SETTLED.length);
        errors = "";
        if (since.includes(text)) return since;
      }
    },
    printing: (text) => until(() => printed.includes(text)),
    async page() {
      const [, url = ""] = /^Worker: (\S+)$/m.exec(printed) ?? [];
      return (await fetch(url)).json();
    },
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
