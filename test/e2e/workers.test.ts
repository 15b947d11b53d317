import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flagRecords, flags, schemaOf } from "../infra/stage.ts";
import { titles } from "./operations.ts";
import { pulumi } from "./pulumi.ts";
import { COMMAND_TIMEOUT, makeTestStack, type TestStack } from "./test-stack.ts";

const WORKER = (word: string) => `import { suffix } from "./suffix.js";
export default {
  fetch: async (request, env) =>
    new Response(\`${word} \${await env.CACHE.get("flag:a")} \${await env.ORDERS.get("none")}\${suffix}\`),
};
`;

const FILES = {
  "keyloom.schema.ts": schemaOf({
    ORDERS: '{ title: "orders", collections: {} }',
    CACHE: flags({ title: "cache-{stage}" }),
  }),
  "flags.json": flagRecords({ a: true }),
  "worker.js": WORKER("first"),
  "suffix.js": 'export const suffix = "!";\n',
  "public/hello.txt": "of the folder",
};

/** One Worker as `WorkersScript`, and the same in the three parts that Cloudflare recommends. */
const PROGRAM = `import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import { KeyloomStack, loadStackSchema } from "keyloom/pulumi";

const accountId = new pulumi.Config("keyloom").require("accountId");
const compatibilityDate = "2026-11-01";
const contentType = "application/javascript+module";
const stack = new KeyloomStack("keyloom", {
  schema: await loadStackSchema("./keyloom.schema.ts"),
  accountId,
  stage: "dev",
});
const { bindings } = stack;

new cloudflare.WorkersScript("script", {
  accountId,
  scriptName: "shop-script",
  mainModule: "worker.js",
  content: readFileSync("worker.js", "utf8").replace(/^import.*/, 'const suffix = "?";'),
  bindings,
  compatibilityDate,
});

const worker = new cloudflare.Worker("worker", { accountId, name: "shop" });
const version = new cloudflare.WorkerVersion("version", {
  accountId,
  workerId: worker.id,
  mainModule: "worker.js",
  modules: [
    { name: "worker.js", contentType, contentFile: resolve("worker.js") },
    { name: "suffix.js", contentType, contentBase64: readFileSync("suffix.js", "base64") },
  ],
  assets: { directory: resolve("public"), config: { notFoundHandling: "none" } },
  bindings,
  compatibilityDate,
});
new cloudflare.WorkersDeployment("deployment", {
  accountId,
  scriptName: worker.name,
  strategy: "percentage",
  versions: [{ versionId: version.id, percentage: 100 }],
});
export const { namespaces } = stack;
`;

describe.skipIf(pulumi.missing !== undefined)("Workers with the bindings of a stack", () => {
  let at: TestStack;

  beforeAll(async () => {
    at = await makeTestStack({ files: FILES, program: PROGRAM });
  }, COMMAND_TIMEOUT);
  afterAll(() => at.close());

  const answers = async () => {
    const texts: string[] = [];
    for (const name of ["shop-script", "shop"]) {
      const answer = await fetch(await at.local.serveDeployed(name));
      texts.push(await answer.text());
    }
    return texts;
  };

  const asset = async () => {
    const url = new URL("/hello.txt", await at.local.serveDeployed("shop"));
    return (await fetch(url)).text();
  };

  test(
    "`pulumi up` deploys them, and they read the seeded records",
    async () => {
      expect(await at.done("up")).toEqual({
        ...{ CACHE: "created", "CACHE.flag": "created", ORDERS: "created" },
        ...{ script: "created", worker: "created", version: "created", deployment: "created" },
        "keyloom-test": "created",
      });
      expect(await answers()).toEqual(['first {"on":true} null?', 'first {"on":true} null!']);
      expect(await asset()).toBe("of the folder");
    },
    COMMAND_TIMEOUT,
  );

  test("the API has the bindings sorted by name, with the ids of the namespaces", async () => {
    const ids = Object.entries(await titles(at));
    const idOf = (wanted: string) => ids.find(([, title]) => title === wanted)?.[0];
    for (const name of ["shop-script", "shop"]) {
      const { scriptAndVersionSettings } = at.client.workers.scripts;
      const { bindings } = await scriptAndVersionSettings.get(name, at.account);
      expect(bindings).toEqual([
        { type: "kv_namespace", name: "CACHE", namespace_id: idOf("cache-dev") },
        { type: "kv_namespace", name: "ORDERS", namespace_id: idOf("orders") },
      ]);
    }
  });

  test(
    "a second `pulumi up` and a refresh change nothing",
    async () => {
      expect(await at.done("up")).toEqual({});
      expect(await at.done("refresh")).toEqual({});
    },
    COMMAND_TIMEOUT,
  );

  test(
    "changed code is a new version, and the namespaces stay",
    async () => {
      writeFileSync(join(at.project, "worker.js"), WORKER("second"));
      expect(await at.done("up")).toEqual({
        script: "updated",
        version: "replaced",
        deployment: "replaced",
      });
      expect(await answers()).toEqual(['second {"on":true} null?', 'second {"on":true} null!']);
      expect(await at.done("up")).toEqual({});
    },
    COMMAND_TIMEOUT,
  );

  test(
    "a changed static asset is a new version as well",
    async () => {
      writeFileSync(join(at.project, "public/hello.txt"), "of the changed folder");
      expect(await at.done("up")).toEqual({ version: "replaced", deployment: "replaced" });
      expect(await asset()).toBe("of the changed folder");
      expect(await at.done("up")).toEqual({});
    },
    COMMAND_TIMEOUT,
  );

  test(
    "a refresh finds a Worker that was deleted, and `up` deploys it again",
    async () => {
      await at.client.workers.scripts.delete("shop-script", at.account);
      expect(await at.done("refresh")).toEqual({ script: "deleted" });
      expect(await at.done("up")).toEqual({ script: "created" });
      expect((await answers())[0]).toBe('second {"on":true} null?');
    },
    COMMAND_TIMEOUT,
  );

  test(
    "`pulumi destroy` removes Workers and namespaces",
    async () => {
      await at.done("destroy");
      expect(await titles(at)).toEqual({});
      await expect(at.local.serveDeployed("shop")).rejects.toThrow("does not exist");
      await expect(at.local.serveDeployed("shop-script")).rejects.toThrow("does not exist");
    },
    COMMAND_TIMEOUT,
  );
});
