import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { Problem } from "../schema/problem.ts";

/** The folder of this repo. */
export const REPO = fileURLToPath(new URL("..", import.meta.url));

/** Writes a project into a folder of its own, for the test that calls it. */
export function writeProject(files: Readonly<Record<string, string | Uint8Array>>): string {
  const { path, remove } = makeProject(files);
  onTestFinished(remove);
  return path;
}

/** Makes a project in a folder of its own, from which `keyloom`, `zod` and Pulumi can be imported. */
export function makeProject(files: Readonly<Record<string, string | Uint8Array>>): {
  readonly path: string;
  remove(): void;
} {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "keyloom-test-")));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(REPO, join(folder, "node_modules", "keyloom"), "junction");
  for (const name of ["zod", "@pulumi"]) linkPackage(folder, name);
  for (const [name, text] of Object.entries({ "package.json": '{"type":"module"}', ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Lets a project import a package, or all of a scope, that this repo has. */
export function linkPackage(project: string, name: string): void {
  const target = join(project, "node_modules", name);
  mkdirSync(dirname(target), { recursive: true });
  symlinkSync(join(REPO, "node_modules", name), target, "junction");
}

/** A problem by its place and rule: `worker.ts:3:9 usage/raw-access`. */
export function placeAndRule({ file, line, column, rule }: Problem): string {
  return `${file}:${line}:${column} ${rule}`;
}
