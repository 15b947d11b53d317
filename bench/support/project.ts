import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { BENCH } from "./bundle.ts";

const ROOT = dirname(BENCH);

/** Tells the processes of benches where their projects are. */
const PROJECTS = "KEYLOOM_BENCH_PROJECTS";

/**
 * Creates a place for the projects of all benches of a run, which is removed when the run ends. If each project
 * were removed when its bench ends, the next bench would pay for it: some file systems create files slowly if
 * many others were removed in the minutes before.
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
 * Creates a folder with files, in which `keyloom` and `zod` can be imported. It stays until the run ends.
 *
 * @param packages other packages that can be imported.
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

/** The path of a package, or of a file in it. */
export function packageFile(...path: readonly string[]): string {
  return join(ROOT, "node_modules", ...path);
}

/** Tells the processes of benches that the package was built for their run. */
const BUILT = "KEYLOOM_BENCH_BUILT";

/** Builds the package, once per run, so that the benches measure what users install. */
export function buildPackage(): void {
  if (process.env[BUILT] === undefined) runNode(ROOT, [join(ROOT, "scripts", "build.ts")]);
  process.env[BUILT] = "yes";
}

/** The command line tool of the build. */
export const KEYLOOM = join(ROOT, "dist", "src", "cli", "main.js");

/**
 * Runs a program in Node, without the condition that selects the sources instead of the build.
 *
 * @param expected the exit codes that it may end with.
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
    // A linter may print a lot.
    maxBuffer: 2 ** 28,
  });
  if (status === null || !expected.includes(status))
    throw new Error(`${args.join(" ")}\n${stdout}${stderr}`);
}
