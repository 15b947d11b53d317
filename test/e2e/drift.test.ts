import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flagRecords, flags, schemaOf } from "../infra/stage.ts";
import { operationsOf, titles } from "./operations.ts";
import { pulumi } from "./pulumi.ts";
import { COMMAND_TIMEOUT, makeTestStack, type TestStack } from "./test-stack.ts";

const FILES = {
  "keyloom.schema.ts": schemaOf({ CACHE: flags({ title: "cache-{stage}" }) }),
  "flags.json": flagRecords({ a: true, b: true, c: true, d: true }),
};

describe.skipIf(pulumi.missing !== undefined)("drift of a seed under the Pulumi CLI", () => {
  let at: TestStack;
  let id: string;

  beforeAll(async () => {
    at = await makeTestStack({ files: FILES });
    const { code, stdout } = await at.up();
    expect(code, stdout).toBe(0);
    [id = ""] = Object.keys(await titles(at));
  }, COMMAND_TIMEOUT);
  afterAll(() => at.close());

  const refresh = (...args: string[]) =>
    at.stack.run("refresh", "--yes", "--skip-preview", ...args);
  const value = async (key: string) => (await at.request("GET", `/${id}/values/${key}`)).text;
  const sent = () => at.local.keys.get("PUT /:namespace/bulk");
  const SAME = { code: 0, operations: {} };

  test(
    "`pulumi refresh` of unchanged records changes nothing",
    async () => {
      const { code, stdout } = await refresh();
      expect({ code, operations: operationsOf(stdout) }, stdout).toEqual(SAME);
      expect(stdout).not.toContain("drifted");
    },
    COMMAND_TIMEOUT,
  );

  test(
    "it says how many were deleted and changed, and a preview shows the seed as an update",
    async () => {
      await at.request("DELETE", `/${id}/values/flag:a`);
      await at.request("PUT", `/${id}/values/flag:b`, { body: "by hand" });
      const { code, stdout } = await refresh();
      expect({ code, operations: operationsOf(stdout) }, stdout).toEqual({
        code: 0,
        operations: { "CACHE.flag": "updated" },
      });
      expect(stdout).toContain(
        "CACHE.flag has drifted: of 4 records checked, 1 were deleted and 1 changed. The next `pulumi up` writes these again.",
      );
      const preview = await at.stack.run("preview");
      expect(preview.stdout).toMatch(/KvSeed CACHE\.flag update \[diff: ~digest,records\]$/m);
    },
    COMMAND_TIMEOUT,
  );

  test(
    "the next `pulumi up` writes exactly these, and then everything is the same",
    async () => {
      const before = sent() ?? 0;
      const { code, stdout } = await at.up();
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
      const last = await at.up();
      expect({ code: last.code, operations: operationsOf(last.stdout) }).toEqual(SAME);
      expect(sent()).toBe(before + 2);
    },
    COMMAND_TIMEOUT,
  );

  test(
    "a namespace that was deleted is created again with its seed",
    async () => {
      await at.client.kv.namespaces.delete(id, at.account);
      const refreshed = await refresh();
      expect(refreshed.code, refreshed.stdout).toBe(0);
      const { code, stdout } = await at.up();
      expect({ code, operations: operationsOf(stdout) }, stdout).toEqual({
        code: 0,
        operations: { CACHE: "created", "CACHE.flag": "created" },
      });
      [id = ""] = Object.keys(await titles(at));
      expect(await value("flag:a")).toBe('{"on":true}');
    },
    COMMAND_TIMEOUT,
  );

  test(
    "a refresh reads no records with `keyloom:drift off`",
    async () => {
      at.stack.configure({ drift: "off" });
      const calls = at.local.calls.get("POST /:namespace/bulk/get");
      await at.request("DELETE", `/${id}/values/flag:a`);
      // Without the program, a refresh has the configuration of the last `up`.
      const { code, stdout } = await refresh("--run-program");
      expect({ code, operations: operationsOf(stdout) }, stdout).toEqual(SAME);
      expect(at.local.calls.get("POST /:namespace/bulk/get")).toBe(calls);
    },
    COMMAND_TIMEOUT,
  );
});
