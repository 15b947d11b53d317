import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { writeFileAtomically } from "../../src/files/write-file.ts";
import { runNode } from "../cli/run-keyloom.ts";
import { REPO, writeProject } from "../project.ts";

test.each(["real.ts", "absent/real.ts"])(
  "a link to %s stays a link, and its target is written",
  async (to) => {
    const root = writeProject({ "real.ts": "old" });
    const link = join(root, "kv.gen.ts");
    symlinkSync(to, link);
    await writeFileAtomically(link, "new");
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(root, to), "utf8")).toBe("new");
  },
);

test("a link to itself is reported", async () => {
  const link = join(writeProject({}), "kv.gen.ts");
  symlinkSync("kv.gen.ts", link);
  await expect(writeFileAtomically(link, "new")).rejects.toThrow("its links form a circle");
});

test.skipIf(process.platform === "win32")("a script stays executable", async () => {
  const file = join(writeProject({ "migrate.ts": "#!/usr/bin/env node" }), "migrate.ts");
  chmodSync(file, 0o775);
  await writeFileAtomically(file, "new");
  expect((statSync(file).mode & 0o777).toString(8)).toBe("775");
});

test("a file is written even if handles have no \"sync\", as under Yarn's Plug'n'Play", async () => {
  const root = writeProject({});
  const handle = await open(root);
  const sync = vi
    .spyOn(Object.getPrototypeOf(handle), "sync")
    .mockRejectedValue(new Error("Method not implemented."));
  await handle.close();
  onTestFinished(() => sync.mockRestore());
  await writeFileAtomically(join(root, "kv.gen.ts"), "new");
  expect(readFileSync(join(root, "kv.gen.ts"), "utf8")).toBe("new");
});

test("a process that ends while it writes leaves no temporary file", async () => {
  const module = JSON.stringify(join(REPO, "src/files/write-file.ts"));
  const root = writeProject({
    "write.ts": `import { writeFileAtomically } from ${module};
function* pieces() {
  yield "a";
  process.exit(0);
}
await writeFileAtomically("out.json", pieces());
`,
  });
  expect(await runNode(root, "write.ts")).toMatchObject({ exitCode: 0, stderr: "" });
  expect(readdirSync(root).sort()).toEqual(["node_modules", "package.json", "write.ts"]);
});
