import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { REPO, writeProject } from "../project.ts";
import { runKeyloom } from "./run-keyloom.ts";

const MAIN = join(REPO, "src/cli/main.ts");

const SCHEMA = `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
const flag = collection({ key: "flag", value: z.string(), ttl: ttl.none("it stays") });
export default defineKv({ namespaces: { CACHE: { title: "cache", collections: { flag } } } });
`;

/** As many keys of raw code as make an output that fills a pipe. */
const WORKER = `export default {
  async fetch(request: Request, env: { CACHE: KVNamespace }) {
${Array.from({ length: 2_000 }, (_, index) => `    env.CACHE.get("key:${index}");\n`).join("")}  },
};
`;

test.skipIf(process.platform === "win32").each([
  [1, ["lint"]],
  [1, ["lint", "--format=json"]],
  [0, ["init", "--dry-run", "--schema=new.ts"]],
  [0, ["explain"]],
])(
  "a reader that leaves early has it end with %d, as ever, and without a word: %j",
  (code, args) => {
    const root = writeProject({ "keyloom.schema.ts": SCHEMA, "worker.ts": WORKER });
    const command = [process.execPath, "--conditions=@keyloom/source", MAIN, ...args];
    const quoted = command.map((word) => `"${word}"`).join(" ");
    const script = `set -o pipefail; ${quoted} 2>errors | head -c 1 >/dev/null; echo "\${PIPESTATUS[0]}"; cat errors`;
    const { stdout } = spawnSync("bash", ["-c", script], { cwd: root, encoding: "utf8" });
    const [exitCode, ...errors] = stdout.trimEnd().split("\n");
    expect(Number(exitCode)).toBe(code);
    expect(errors.join("\n")).not.toMatch(/EPIPE|^\s+at /m);
  },
);

test.skipIf(!existsSync("/dev/full"))(
  "reports an output that cannot be written, and ends with 2",
  () => {
    const root = writeProject({ "keyloom.schema.ts": SCHEMA });
    const full = openSync("/dev/full", "w");
    const { status, stderr } = spawnSync(
      process.execPath,
      ["--conditions=@keyloom/source", MAIN, "lint", "--format=json"],
      { cwd: root, encoding: "utf8", stdio: ["ignore", full, "pipe"] },
    );
    closeSync(full);
    expect([status, stderr]).toEqual([
      2,
      "keyloom: standard output cannot be written: the disk is full\nhelp: Free some space on the disk.\n",
    ]);
  },
);

test("keeps what a schema and its imports print out of a command's output", async () => {
  const root = writeProject({
    "keyloom.schema.ts": `import "./env.ts";\n${SCHEMA}console.info("read: %d", 1);\nawait 1;\nconsole.log("last");\n`,
    "env.ts": 'console.log("[env] injected");\n',
    "keyloom.config.ts": 'console.log("configured");\nexport default {};\n',
  });
  expect(await runKeyloom(root, "lint", "--format=json")).toEqual({
    exitCode: 0,
    stdout: "[]\n",
    stderr: "[env] injected\nread: 1\nlast\nconfigured\n",
  });
});

test("prints everything to a slow reader", async () => {
  const root = writeProject({ "keyloom.schema.ts": SCHEMA, "worker.ts": WORKER });
  const { stdout } = await runKeyloom(root, "lint", "--format=json");
  expect(JSON.parse(stdout)).toHaveLength(2_000);
});
