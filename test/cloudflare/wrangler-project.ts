import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { REPO } from "../project.ts";

/** A project whose wrangler has a local Cloudflare in Cloudflare's place. */
export interface WranglerProject {
  readonly project: string;
  /** Writes the project's files and runs `wrangler`, as a person would. */
  wrangler(
    files: Readonly<Record<string, string>>,
    ...args: string[]
  ): Promise<{ readonly code: number; readonly printed: string }>;
}

/** @param folder where the project is made, and what wrangler keeps for its user. */
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
  return {
    project,
    wrangler(files, ...args) {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(project, name)), { recursive: true });
        writeFileSync(join(project, name), text);
      }
      return new Promise((resolve) => {
        execFile(process.execPath, [program, ...args], { cwd: project, env }, (error, out, err) =>
          resolve({ code: error === null ? 0 : Number(error.code), printed: out + err }),
        );
      });
    },
  };
}
