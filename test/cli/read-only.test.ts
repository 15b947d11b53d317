import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { schemaOf } from "../infra/stage.ts";
import { REPO, writeProject } from "../project.ts";

/** Runs a command of the shell in a folder that is read-only for it; the folder is `$0`. */
function onReadOnlyDisk(folder: string, command: string) {
  const script = `mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && cd "$0" && ${command}`;
  return spawnSync("unshare", ["--map-root-user", "--mount", "sh", "-c", script, folder], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
}

// Elsewhere, and where the system lets nobody mount anything, there is no such disk to be had.
test.skipIf(onReadOnlyDisk(import.meta.dirname, "true").status !== 0)(
  "reports what it could not write to a read-only disk",
  () => {
    const schema = schemaOf({}).replace("defineKv({", 'defineKv({ output: "a/b/kv.gen.ts",');
    const project = writeProject({ "keyloom.schema.ts": schema });
    const keyloom = `"${process.execPath}" --conditions=@keyloom/source "${join(REPO, "src/cli/main.ts")}"`;
    for (const [command, file] of [
      ["up --local", ".wrangler/state/keyloom/lock"],
      ["generate", "a/b/kv.gen.ts"],
    ]) {
      const { status, stderr } = onReadOnlyDisk(project, `${keyloom} ${command}`);
      expect(stderr).toBe(
        `keyloom: ${join(project, file ?? "")} cannot be written: the disk is read-only\nhelp: Choose another place.\n`,
      );
      expect(status).toBe(2);
    }
  },
);
