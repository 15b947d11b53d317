import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { SHOP } from "../lint/project.ts";
import { REPO, writeProject } from "../project.ts";

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

interface Step {
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly files?: string;
}

const RAW = 'export const read = (env) => env.CACHE.get("sttings");\n';

/** A project that has keyloom installed, as `npx` sees it. */
function projectWith(files: Readonly<Record<string, string>>): string {
  const main = join(REPO, "src/cli/main.ts");
  const bin = "node_modules/.bin/keyloom";
  const root = writeProject({
    "keyloom.schema.ts": SHOP,
    ...files,
    [bin]: `#!/bin/sh\nexec "${process.execPath}" --conditions=@keyloom/source "${main}" "$@"\n`,
  });
  chmodSync(join(root, bin), 0o755);
  return root;
}

function shell(folder: string, program: string, args: readonly string[], env = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return { code: status, stdout, stderr };
}

describe("the GitHub Action", () => {
  const { inputs, runs }: Action = parse(readFileSync(join(REPO, "action.yml"), "utf8"));

  /** Runs its step as a runner does: inputs become variables, bash stops at the first failure. */
  function runAction(folder: string, given: Readonly<Record<string, string>>) {
    const [{ env, run } = { env: {}, run: "" }, ...others] = runs.steps;
    expect(others).toEqual([]);
    const variables = Object.entries(env).map(([name, text]) => {
      const [, input = ""] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(text) ?? [];
      expect(Object.keys(inputs)).toContain(input);
      return [name, given[input] ?? inputs[input]?.default];
    });
    const args = ["--noprofile", "--norc", "-eo", "pipefail", "-c", run];
    return shell(folder, "bash", args, Object.fromEntries(variables));
  }

  test("shows findings beside the code, and fails because of them", () => {
    const root = projectWith({ "worker.js": RAW });
    const { code, stdout } = runAction(root, {});
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error file=worker\.js,line=1,/);
    expect(runAction(projectWith({}), {})).toMatchObject({ code: 0, stdout: "" });
  });

  test("writes a file for later steps", () => {
    const root = projectWith({ "worker.js": RAW });
    const given = { format: "sarif", output: "found here.sarif", "fail-on": "warning" };
    expect(runAction(root, given)).toMatchObject({ code: 1, stdout: "" });
    const [run] = JSON.parse(readFileSync(join(root, given.output), "utf8")).runs;
    expect(run.results).toHaveLength(1);
  });

  test("runs the other commands with their arguments", () => {
    const against = "$(touch made); a.json";
    const root = projectWith({ [against]: "[]" });
    expect(runAction(root, { command: "check" })).toMatchObject({ code: 0, stderr: "" });
    const { code, stderr } = runAction(root, { command: "breaking", against });
    expect(code).toBe(2);
    expect(stderr).toContain(`${against} is not a baseline`);
    expect(() => readFileSync(join(root, "made"))).toThrow();
  });
});

describe("the hooks of pre-commit", () => {
  const hooks: readonly Hook[] = parse(readFileSync(join(REPO, ".pre-commit-hooks.yaml"), "utf8"));

  test.each([
    ["keyloom-lint", ["src/a.ts", "a.mts", "a.cjs", "a.tsx", "wrangler.jsonc", "wrangler.toml"]],
    ["keyloom-breaking", ["keyloom.schema.ts", "kv.mts", "keyloom.baseline.json"]],
  ])("%s runs if a file that it reads has changed", (id, names) => {
    const files = new RegExp(hooks.find((hook) => hook.id === id)?.files ?? "$^");
    expect(names.filter((name) => !files.test(name))).toEqual([]);
    expect(files.test("README.md")).toBe(false);
  });

  test("run the commands that their names say", () => {
    const root = projectWith({ "worker.js": RAW });
    const run = (id: string) => {
      const [program = "", ...args] = hooks.find((hook) => hook.id === id)?.entry.split(" ") ?? [];
      return shell(root, program, args);
    };
    const lint = run("keyloom-lint");
    expect(lint).toMatchObject({ code: 1, stdout: expect.stringContaining("usage/unknown-key") });
    const breaking = run("keyloom-breaking");
    expect(breaking).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--update-baseline"),
    });
  });
});
