import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished, test } from "vitest";
import { REPO, writeProject } from "../project.ts";
import { SHOP } from "./project.ts";

const RAW = 'env.CACHE.get("settings");\n';

test("`keyloom lint --watch` runs again after each change, even of the schema, and in other folders", async () => {
  const workspace = writeProject({
    "kv/keyloom.schema.ts": SHOP,
    "kv/keyloom.config.ts": 'export default { lint: { folders: ["../web"] } };\n',
    "kv/src/worker.ts": RAW,
    "web/worker.ts": RAW,
  });
  const root = join(workspace, "kv");
  const main = join(REPO, "src/cli/main.ts");
  const child = spawn(process.execPath, ["--conditions=@keyloom/source", main, "lint", "--watch"], {
    cwd: root,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = once(child, "exit");
  onTestFinished(async () => {
    child.kill();
    await ended;
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const isPrinted = async (text: string) => {
    for (;;) {
      const line = await lines.next();
      if (line.done === true) throw new Error(`it ended before it printed ${text}`);
      if (line.value.includes(text)) return;
    }
  };
  await isPrinted("src/worker.ts:1:1");
  writeFileSync(join(root, "src/worker.ts"), `\n${RAW}`);
  await isPrinted("src/worker.ts:2:1");
  writeFileSync(join(workspace, "web/worker.ts"), `\n\n${RAW}`);
  await isPrinted("../web/worker.ts:3:1");
  writeFileSync(join(root, "keyloom.schema.ts"), SHOP.replace('key: "settings"', 'key: "other"'));
  await isPrinted("no collection of `CACHE` has the key `settings`");
});
