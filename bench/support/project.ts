import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { BENCH } from "./bundle.ts";

const ROOT = dirname(BENCH);

/** Says to the processes of benches where their projects are. */
const PROJECTS = "KEYLOOM_BENCH_PROJECTS";

/**
 * Gives a place for the projects of all benches of a run, which goes when the run ends. Were each removed as
 * its bench ends, the next one would pay for it: some file systems take their time for new files where many
 * others have gone in the minutes before.
 */
export async function withProjects(work: () => Promise<void>): Promise<void> {
  const projects = mkdtempSync(join(tmpdir(), "keyloom-bench-"));
  process.env[PROJECTS] = projects;
  try {
    await work();
  } finally {
    rmSync(projects, { recursive: true, force: true });
  }
}

/**
 * Gives a folder with files, in which `keyloom` and `zod` can be imported. It stays until the run ends.
 *
 * @param packages others that can be imported.
 */
export async function withProject<Result>(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<Result>,
  packages: readonly string[] = [],
): Promise<Result> {
  const projects = process.env[PROJECTS];
  if (projects === undefined) throw new Error("a bench is run by `npm run bench -- NAME`");
  const folder = mkdtempSync(join(projects, "project-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(ROOT, join(folder, "node_modules", "keyloom"), "dir");
  for (const name of ["zod", ...packages]) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(packageFile(name), link, "dir");
  }
  const all = { "package.json": '{ "type": "module" }', ...files };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return work(folder);
}

/** Where a package stands, or a file of it. */
export function packageFile(...path: readonly string[]): string {
  return join(ROOT, "node_modules", ...path);
}

/** Says to the processes of benches that the package was built for the run that they are part of. */
const BUILT = "KEYLOOM_BENCH_BUILT";

/** Builds the package, once a run: what people install is what is measured. */
export function buildPackage(): void {
  if (process.env[BUILT] === undefined) runNode(ROOT, [join(ROOT, "scripts", "build.ts")]);
  process.env[BUILT] = "yes";
}

/** The command line tool of the build. */
export const KEYLOOM = join(ROOT, "dist", "src", "cli", "main.js");

/**
 * Runs a program in Node, without the condition that puts the sources in place of the build.
 *
 * @param expected what it may end with.
 */
export function runNode(
  folder: string,
  args: readonly string[],
  expected: readonly number[] = [0],
): void {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: "utf8",
    env,
    // A linter may have much to say.
    maxBuffer: 2 ** 28,
  });
  if (status === null || !expected.includes(status))
    throw new Error(`${args.join(" ")}\n${stdout}${stderr}`);
}
