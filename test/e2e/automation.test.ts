import { execFile } from "node:child_process";
import { mkdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { startLocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { connect } from "../cloudflare/server.ts";
import { makeDataFolder } from "../data-folder.ts";
import { flagRecords, flags, schemaOf } from "../infra/stage.ts";
import { writeProject } from "../project.ts";
import { titles } from "./operations.ts";
import { environmentFor, pulumi } from "./pulumi.ts";
import { COMMAND_TIMEOUT } from "./test-stack.ts";

/** A program of the Automation API, which brings a stack up twice. */
const PROGRAM = `import { KeyloomStack, loadStackSchema } from "keyloom/pulumi";
import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";
import { mkdtempSync } from "node:fs";

const stage = "dev-anna";
const stack = await LocalWorkspace.createOrSelectStack({
  projectName: "shop",
  stackName: stage,
  async program() {
    const schema = await loadStackSchema(new URL("keyloom.schema.ts", import.meta.url).pathname);
    const accountId = process.argv[2] ?? "";
    const { namespaces } = new KeyloomStack("shop", { schema, accountId, stage });
    return { namespaces };
  },
}, { workDir: mkdtempSync(process.argv[3] + "/work") });
const first = await stack.up();
const second = await stack.up();
const done = [first, second].map(({ summary, outputs }) => ({
  changes: summary.resourceChanges,
  namespaces: outputs.namespaces.value,
}));
console.log(JSON.stringify(done));
`;

describe.skipIf(pulumi.missing !== undefined)("a program of Pulumi's Automation API", () => {
  test(
    "brings a stack up with its seeds, and changes nothing the second time",
    async () => {
      const project = writeProject({
        "keyloom.schema.ts": schemaOf({ CACHE: flags({ title: "cache-{stage}" }) }),
        "flags.json": flagRecords({ a: true }),
        "up.ts": PROGRAM,
      });
      const data = makeDataFolder();
      const local = await startLocalCloudflare({ persistTo: data.path });
      onTestFinished(async () => {
        await local.close();
        data.remove();
      });
      const backend = join(data.path, "backend");
      mkdirSync(backend);
      const upFrom = (cwd: string) =>
        promisify(execFile)(
          process.execPath,
          [join(project, "up.ts"), local.accountId, data.path],
          {
            cwd,
            env: environmentFor(backend, local.url),
          },
        );
      const { stdout } = await upFrom(project);
      const at = connect(local);
      const [id = ""] = Object.keys(await titles(at));
      const namespaces = { CACHE: { id, title: "cache-dev-anna" } };
      expect(JSON.parse(stdout)).toEqual([
        { changes: { create: 4 }, namespaces },
        { changes: { same: 4 }, namespaces },
      ]);
      expect(await at.request("GET", `/${id}/values/flag:a`)).toMatchObject({
        text: '{"on":true}',
      });
      // Pulumi starts what sends the seeds there.
      await expect(upFrom(data.path)).rejects.toMatchObject({
        stderr: expect.stringContaining(
          `@pulumi/pulumi is not installed for ${realpathSync(data.path)}: start the program in its own project`,
        ),
      });
    },
    COMMAND_TIMEOUT,
  );
});
