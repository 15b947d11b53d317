import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { REPO } from "../project.ts";

/** A project whose wrangler uses a local Cloudflare instead of Cloudflare. */
export interface WranglerProject {
  readonly project: string;
  /** Writes the project's files and runs `wrangler`, as a person would. */
  wrangler(files: Readonly<Record<string, string>>, ...args: string[]): Promise<WranglerEnded>;
  /** Runs `wrangler` and types a text that must not be in any file. */
  type(text: string, ...args: string[]): Promise<WranglerEnded>;
}

/** How `wrangler` ended. */
interface WranglerEnded {
  readonly code: number;
  readonly printed: string;
}

/** @param folder where the project and wrangler's own settings are created. */
export function makeWranglerProject(folder: string, local: LocalCloudflare): WranglerProject {
  const project = join(folder, "project");
  mkdirSync(project);
  const program = join(REPO, "node_modules/wrangler/bin/wrangler.js");
  const env = {
    PATH: process.env["PATH"],
    HOME: folder,
    CI: "true",
    NO_COLOR: "1",
    WRANGLER_SEND_METRICS: "false",
    CLOUDFLARE_API_BASE_URL: local.url,
    CLOUDFLARE_API_TOKEN: "any token",
    CLOUDFLARE_ACCOUNT_ID: local.accountId,
  };
  const run = (text: string, args: readonly string[]) =>
    new Promise<WranglerEnded>((resolve) => {
      const all = [program, ...args];
      execFile(process.execPath, all, { cwd: project, env }, (error, out, err) =>
        resolve({ code: error === null ? 0 : Number(error.code), printed: out + err }),
      ).stdin?.end(text);
    });
  return {
    project,
    wrangler(files, ...args) {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(project, name)), { recursive: true });
        writeFileSync(join(project, name), text);
      }
      return run("", args);
    },
    type: (text, ...args) => run(text, args),
  };
}
