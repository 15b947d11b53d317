import { spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { runKeyloom } from "../cli/run-keyloom.ts";
import { REPO, writeProject } from "../project.ts";
import { largeSchema } from "./large-schema.ts";

const COLLECTIONS = 100;

/** The two schemas differ in every run, so that each run has something to write. */
const titles = ["old", "new"];

interface Target {
  readonly root: string;
  /** What the file may hold: the whole of the one or the other. */
  readonly texts: readonly string[];
}

async function writeBoth(): Promise<Target> {
  const root = writeProject({});
  const texts: string[] = [];
  for (const title of titles) {
    writeSchema(root, title);
    expect((await runKeyloom(root, "generate")).exitCode).toBe(0);
    texts.push(generatedIn(root));
  }
  return { root, texts };
}

function writeSchema(root: string, title: string): void {
  writeFileSync(join(root, "keyloom.schema.ts"), largeSchema(COLLECTIONS, title));
}

function generatedIn(root: string): string {
  return readFileSync(join(root, "generated", "kv.gen.ts"), "utf8");
}

function filesIn(root: string): readonly string[] {
  return readdirSync(join(root, "generated"));
}

/** Starts `keyloom generate` and kills it after `moment`; returns whether it was still running. */
async function killAt(root: string, moment: (isOver: () => boolean) => Promise<void>) {
  const main = join(REPO, "src/cli/main.ts");
  const child = spawn(process.execPath, ["--conditions=@keyloom/source", main, "generate"], {
    cwd: root,
    stdio: "ignore",
  });
  const exit = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once("exit", (_, signal) => resolve(signal));
  });
  await moment(() => child.exitCode !== null);
  child.kill("SIGKILL");
  return (await exit) === "SIGKILL";
}

test("a run that is killed leaves the old file or the new one", async () => {
  const { root, texts } = await writeBoth();
  const start = performance.now();
  await killAt(root, async (isOver) => {
    while (!isOver()) await setImmediate();
  });
  const duration = performance.now() - start;

  for (let index = 0; index < 8; index++) {
    writeSchema(root, titles[index % 2] ?? "");
    await killAt(root, () => setTimeout(duration * ((index + Math.random()) / 8)));
    expect(texts).toContain(generatedIn(root));
  }
});

test("a run that is killed while it writes leaves the old file or the new one", async () => {
  const { root, texts } = await writeBoth();
  let killed = 0;
  for (let index = 0; killed < 3 && index < 10; index++) {
    writeSchema(root, titles[index % 2] ?? "");
    const before = filesIn(root).length;
    const isKilled = await killAt(root, async (isOver) => {
      while (filesIn(root).length === before && !isOver()) await setImmediate();
    });
    if (isKilled) killed++;
    expect(texts).toContain(generatedIn(root));
  }
  expect(killed).toBeGreaterThan(0);

  writeSchema(root, "old");
  await runKeyloom(root, "generate");
  expect(generatedIn(root)).toBe(texts[0]);
});
