import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { titles } from "./operations.ts";
import { pulumi } from "./pulumi.ts";
import { COMMAND_TIMEOUT, makeTestStack, type TestStack } from "./test-stack.ts";

const PROGRAM = `import { WorkersKv, WorkersKvNamespace } from "@pulumi/cloudflare";
import { Config } from "@pulumi/pulumi";

const config = new Config("keyloom");
const accountId = config.require("accountId");
const { id: namespaceId } = new WorkersKvNamespace("CACHE", { accountId, title: "cache" });
for (const keyName of ["a", "b/ä"]) {
  new WorkersKv(keyName, { accountId, namespaceId, keyName, value: config.require(keyName) });
}
`;

/** What a command did if it did the same with the stack and everything in it. */
function all(operation: string): Readonly<Record<string, string>> {
  return { "keyloom-test": operation, CACHE: operation, a: operation, "b/ä": operation };
}

describe.skipIf(pulumi.missing !== undefined)(
  "single keys as resources of Cloudflare's own",
  () => {
    let at: TestStack;
    let id: string;

    beforeAll(async () => {
      at = await makeTestStack({ files: {}, program: PROGRAM, config: { a: "1", "b/ä": "2" } });
    }, COMMAND_TIMEOUT);
    afterAll(() => at.close());

    const value = async (key: string) =>
      (await at.request("GET", `/${id}/values/${encodeURIComponent(key)}`)).text;

    test(
      "`pulumi up` writes their values, and a second one writes nothing",
      async () => {
        expect(await at.done("up")).toEqual(all("created"));
        [id = ""] = Object.keys(await titles(at));
        expect([await value("a"), await value("b/ä")]).toEqual(["1", "2"]);
        expect(await at.done("up")).toEqual({});
      },
      COMMAND_TIMEOUT,
    );

    test(
      "only the changed one of two keys is written",
      async () => {
        await at.request("PUT", `/${id}/values/a`, { body: "as it was" });
        at.stack.configure({ "b/ä": "3" });
        expect(await at.done("up")).toEqual({ "b/ä": "updated" });
        expect([await value("a"), await value("b/ä")]).toEqual(["as it was", "3"]);
      },
      COMMAND_TIMEOUT,
    );

    test(
      "`pulumi refresh` finds changed and deleted keys, and `up` writes them again",
      async () => {
        await at.request("DELETE", `/${id}/values/${encodeURIComponent("b/ä")}`);
        expect(await at.done("refresh")).toEqual({ a: "updated", "b/ä": "deleted" });
        expect(await at.done("up")).toEqual({ a: "updated", "b/ä": "created" });
        expect([await value("a"), await value("b/ä")]).toEqual(["1", "3"]);
      },
      COMMAND_TIMEOUT,
    );

    test(
      "`pulumi destroy` deletes them",
      async () => {
        expect(await at.done("destroy")).toEqual(all("deleted"));
        expect(await titles(at)).toEqual({});
      },
      COMMAND_TIMEOUT,
    );
  },
);
