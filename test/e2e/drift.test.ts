import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { connect, type TestServer } from "../cloudflare/server.ts";
import { makeDataFolder } from "../data-folder.ts";
import { flagRecords, flags, schemaOf } from "../infra/stage.ts";
import { makeProject } from "../project.ts";
import { operationsOf, titles } from "./operations.ts";
import { makeStack, type PulumiStack, pulumi } from "./pulumi.ts";

const FILES = {
  "keyloom.schema.ts": schemaOf({ CACHE: flags({ title: "cache-{stage}" }) }),
  "flags.json": flagRecords({ a: true, b: true, c: true, d: true }),
};

/** Each command starts the engine, two providers and the program. */
const TIMEOUT = 240_000;

describe.skipIf(pulumi.missing !== undefined)("drift of a seed under the Pulumi CLI", () => {
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
      apiUrl: local.url,
      config: { accountId: local.accountId, schema: join(project.path, "keyloom.schema.ts") },
    });
    const { code, stdout } = await up();
    expect(code, stdout).toBe(0);
    [id = ""] = Object.keys(await titles(server));
  }, TIMEOUT);
  afterAll(async () => {
    await server.local.close();
    data.remove();
    project.remove();
  });

  const up = () => stack.run("up", "--yes", "--skip-preview");
  const refresh = (...args: string[]) => stack.run("refresh", "--yes", "--skip-preview", ...args);
  const value = async (key: string) => (await server.request("GET", `/${id}/values/${key}`)).text;
  const sent = () => server.local.keys.get("PUT /:namespace/bulk");
  const SAME = { code: 0, operations: {} };

  test(
    "`pulumi refresh` of records that are as they were changes nothing",
    async () => {
      const { code, stdout } = await refresh();
      expect({ code, operations: operationsOf(stdout) }, stdout).toEqual(SAME);
      expect(stdout).not.toContain("drifted");
    },
    TIMEOUT,
  );

  test(
    "it says how many were deleted and changed, and a preview has the seed to update",
    async () => {
      await server.request("DELETE", `/${id}/values/flag:a`);
      await server.request("PUT", `/${id}/values/flag:b`, { body: "by hand" });
      const { code, stdout } = await refresh();
      expect({ code, operations: operationsOf(stdout) }, stdout).toEqual({
        code: 0,
        operations: { "CACHE.flag": "updated" },
      });
      expect(stdout).toContain(
        "CACHE.flag has drifted: of 4 records looked at, 1 were deleted and 1 changed. The next `pulumi up` writes these again.",
      );
      const preview = await stack.run("preview");
      expect(preview.stdout).toMatch(/KvSeed CACHE\.flag update \[diff: ~digest,records\]$/m);
    },
    TIMEOUT,
  );

  test(
    "the next `pulumi up` writes exactly these, and after it all is the same",
    async () => {
      const before = sent() ?? 0;
      const { code, stdout } = await up();
      expect({ code, operations: operationsOf(stdout) }, stdout).toEqual({
        code: 0,
        operations: { "CACHE.flag": "updated" },
      });
      expect(sent()).toBe(before + 2);
      expect([await value("flag:a"), await value("flag:b")]).toEqual([
        '{"on":true}',
        '{"on":true}',
      ]);

      const again = await refresh();
      expect({ code: again.code, operations: operationsOf(again.stdout) }).toEqual(SAME);
      const last = await up();
      expect({ code: last.code, operations: operationsOf(last.stdout) }).toEqual(SAME);
      expect(sent()).toBe(before + 2);
    },
    TIMEOUT,
  );

  test(
    "a namespace that was deleted is made again with its seed",
    async () => {
      await server.client.kv.namespaces.delete(id, server.account);
      const refreshed = await refresh();
      expect(refreshed.code, refreshed.stdout).toBe(0);
      const { code, stdout } = await up();
      expect({ code, operations: operationsOf(stdout) }, stdout).toEqual({
        code: 0,
        operations: { CACHE: "created", "CACHE.flag": "created" },
      });
      [id = ""] = Object.keys(await titles(server));
      expect(await value("flag:a")).toBe('{"on":true}');
    },
    TIMEOUT,
  );

  test(
    "with `keyloom:drift off` a refresh does not look",
    async () => {
      stack.configure({ drift: "off" });
      const calls = server.local.calls.get("POST /:namespace/bulk/get");
      await server.request("DELETE", `/${id}/values/flag:a`);
      // Without the program, a refresh has the configuration of the last `up`.
      const { code, stdout } = await refresh("--run-program");
      expect({ code, operations: operationsOf(stdout) }, stdout).toEqual(SAME);
      expect(server.local.calls.get("POST /:namespace/bulk/get")).toBe(calls);
    },
    TIMEOUT,
  );
});
