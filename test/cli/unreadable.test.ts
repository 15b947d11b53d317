import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { REPO, writeProject } from "../project.ts";

/** A superuser may read everything, so that somebody else has to try. */
const OTHER = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

function keyloom(folder: string, ...args: readonly string[]) {
  const main = join(REPO, "src/cli/main.ts");
  return spawnSync(process.execPath, ["--conditions=@keyloom/source", main, ...args], {
    ...OTHER,
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: "1" },
  });
}

const SCHEMA = `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({
  namespaces: {
    SHOP: {
      title: "shop",
      collections: {
        flag: collection({
          key: "flag:{id}",
          params: { id: z.string().max(9) },
          value: z.string(),
          ttl: ttl.none("flags stay"),
          seed: "./flags.json",
        }),
      },
    },
  },
});
`;

// Where this repo may not be read by anybody else, neither may the command.
test.skipIf(keyloom(REPO, "--version").status !== 0).each([
  ["keyloom.schema.ts", "check"],
  ["flags.json", "check"],
  ["keyloom.config.ts", "lint"],
  ["src/worker.ts", "lint"],
  ["src", "lint"],
  ["src", "init", "--schema=new.ts"],
  ["wrangler.jsonc", "lint"],
])(
  "without the right to read %s, `keyloom %s` says so, and nothing of its own",
  (name, ...args) => {
    const root = writeProject({
      "keyloom.schema.ts": SCHEMA,
      "flags.json": "[]",
      "keyloom.config.ts": "export default {};",
      "src/worker.ts": "export default {};",
      "wrangler.jsonc": "{}",
    });
    chmodSync(root, 0o755);
    chmodSync(join(root, name), 0);
    const { status, stdout, stderr } = keyloom(root, ...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(
      /^keyloom: .+ cannot be (read|opened): permission is denied\nhelp: .+\n$/,
    );
    expect(stderr).toContain(join(root, name));
  },
);
