import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { lock } from "../../src/files/lock.ts";
import { dataFolder } from "../data-folder.ts";

function lockFile(): string {
  return join(dataFolder(), "deep/lock");
}

function leave(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

test("a lock is held until it is released, and leaves nothing behind", () => {
  const file = lockFile();
  const unlock = lock(file, "the thing");
  expect(() => lock(file, "the thing")).toThrow(`the thing is in use by process ${process.pid}`);
  expect(readdirSync(dirname(file))).toEqual(["lock"]);
  unlock();
  expect(existsSync(file)).toBe(false);
  lock(file, "the thing")();
  expect(readdirSync(dirname(file))).toEqual([]);
});

test("releasing a lock twice does not take it from its next holder", () => {
  const file = lockFile();
  const unlock = lock(file, "it");
  unlock();
  const unlockNext = lock(file, "it");
  unlock();
  expect(() => lock(file, "it")).toThrow("in use");
  unlockNext();
});

test("a lock whose process no longer runs is taken over", () => {
  const file = lockFile();
  const { pid } = spawnSync(process.execPath, ["--version"]);
  leave(file, String(pid));
  lock(file, "it")();
});

test("a lock left by an earlier process with the same id is taken over", () => {
  const file = lockFile();
  leave(file, String(process.pid));
  lock(file, "it")();
});

test.each(["", "not a number", "-1"])("a lock that contains %j is taken over", (content) => {
  const file = lockFile();
  leave(file, content);
  lock(file, "it")();
});

test("a lock of another running process is respected, and the message says how to remove it", () => {
  const file = lockFile();
  leave(file, String(process.ppid));
  expect(() => lock(file, "it")).toThrow(
    expect.objectContaining({ help: expect.stringContaining(`remove ${file}`) }),
  );
  expect(existsSync(file)).toBe(true);
});

test("a process that ends releases its locks", () => {
  const file = lockFile();
  const module = JSON.stringify(new URL("../../src/files/lock.ts", import.meta.url).href);
  const script = `const { lock } = await import(${module}); lock(${JSON.stringify(file)}, "it"); process.exit(3);`;
  const { status } = spawnSync(process.execPath, ["--input-type=module", "--eval", script]);
  expect(status).toBe(3);
  expect(readdirSync(dirname(file))).toEqual([]);
});

test("a lock that cannot be written is reported with the reason", () => {
  const file = lockFile();
  writeFileSync(dirname(dirname(file)).concat("/deep"), "a file where the folder is to be");
  expect(() => lock(file, "it")).toThrow(`${file} cannot be written: part of its path is a file`);
});
