import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { BENCH } from "./bundle.ts";

const ROOT = dirname(BENCH);

/** Gives a folder with files, in which `keyloom` and `zod` can be imported, and removes it afterwards. */
export async function withProject<Result>(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "keyloom-bench-"));
  try {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(ROOT, join(folder, "node_modules", "keyloom"), "dir");
    symlinkSync(packageFile("zod"), join(folder, "node_modules", "zod"), "dir");
    const all = { "package.json": '{ "type": "module" }', ...files };
    for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where a package stands, or a file of it. */
export function packageFile(...path: readonly string[]): string {
  return join(ROOT, "node_modules", ...path);
}

let isBuilt = false;

/** Builds the package, once a run: what people install is what is measured. */
export function buildPackage(): void {
  if (!isBuilt) runNode(ROOT, [join(ROOT, "scripts", "build.ts")]);
  isBuilt = true;
}

/** The command line tool of the build. */
export const KEYLOOM = join(ROOT, "dist", "src", "cli", "main.js");

/** Runs a program in Node, without the condition that puts the sources in place of the build. */
export function runNode(folder: string, args: readonly string[]): void {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: "utf8",
    env,
  });
  if (status !== 0) throw new Error(`${args.join(" ")}\n${stdout}${stderr}`);
}
