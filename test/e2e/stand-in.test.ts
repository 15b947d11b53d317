import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { connect, type TestServer } from "../cloudflare/server.ts";
import { makeDataFolder } from "../data-folder.ts";
import { makeProject } from "../project.ts";
import { operationsOf, titles } from "./operations.ts";
import { makeStack, type PulumiStack, pulumi } from "./pulumi.ts";

const FILES = {
  "Pulumi.yaml": `name: keyloom
main: index.ts
runtime:
  name: nodejs
  options: { typescript: false }
`,
  "index.ts": `import { WorkersKv, WorkersKvNamespace } from "@pulumi/cloudflare";
import { Config } from "@pulumi/pulumi";

const config = new Config("keyloom");
const accountId = config.require("accountId");
const { id: namespaceId } = new WorkersKvNamespace("CACHE", { accountId, title: "cache" });
for (const keyName of ["a", "b/ä"]) {
  new WorkersKv(keyName, { accountId, namespaceId, keyName, value: config.require(keyName) });
}
`,
};

/** What a command did, where it did the same with the stack and all in it. */
function all(operation: string): Readonly<Record<string, string>> {
  return { "keyloom-test": operation, CACHE: operation, a: operation, "b/ä": operation };
}

/** Each command starts the engine, a provider and the program. */
const TIMEOUT = 240_000;

describe.skipIf(pulumi.missing !== undefined)(
  "single keys as resources of Cloudflare's own",
  () => {
    let project: ReturnType<typeof makeProject>;
    let data: ReturnType<typeof makeDataFolder>;
    let server: Omit<TestServer, "folder">;
    let stack: PulumiStack;
    let id: string;

    beforeAll(async () => {
      project = makeProject(FILES);
      data = makeDataFolder();
      const local = await startLocalCloudflare({ persistTo: data.path });
      server = connect(local);
      stack = await makeStack({
        folder: data.path,
        project: project.path,
        apiUrl: local.url,
        config: { accountId: local.accountId, a: "1", "b/ä": "2" },
      });
    }, TIMEOUT);
    afterAll(async () => {
      await server.local.close();
      data.remove();
      project.remove();
    });

    const run = async (command: "up" | "refresh" | "destroy") => {
      const { code, stdout } = await stack.run(command, "--yes", "--skip-preview");
      expect(code, stdout).toBe(0);
      return operationsOf(stdout);
    };
    const value = async (key: string) =>
      (await server.request("GET", `/${id}/values/${encodeURIComponent(key)}`)).text;

    test(
      "`pulumi up` writes their values, and a second one nothing",
      async () => {
        expect(await run("up")).toEqual(all("created"));
        [id = ""] = Object.keys(await titles(server));
        expect([await value("a"), await value("b/ä")]).toEqual(["1", "2"]);
        expect(await run("up")).toEqual({});
      },
      TIMEOUT,
    );

    test(
      "of two keys the one that changed is written",
      async () => {
        await server.request("PUT", `/${id}/values/a`, { body: "as it was" });
        stack.configure({ "b/ä": "3" });
        expect(await run("up")).toEqual({ "b/ä": "updated" });
        expect([await value("a"), await value("b/ä")]).toEqual(["as it was", "3"]);
      },
      TIMEOUT,
    );

    test(
      "`pulumi refresh` finds what was changed and deleted, and `up` writes it again",
      async () => {
        await server.request("DELETE", `/${id}/values/${encodeURIComponent("b/ä")}`);
        expect(await run("refresh")).toEqual({ a: "updated", "b/ä": "deleted" });
        expect(await run("up")).toEqual({ a: "updated", "b/ä": "created" });
        expect([await value("a"), await value("b/ä")]).toEqual(["1", "3"]);
      },
      TIMEOUT,
    );

    test(
      "`pulumi destroy` deletes them",
      async () => {
        expect(await run("destroy")).toEqual(all("deleted"));
        expect(await titles(server)).toEqual({});
      },
      TIMEOUT,
    );
  },
);
