import { hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { connect, type TestServer } from "../cloudflare/server.ts";
import { makeDataFolder } from "../data-folder.ts";
import { makeProject } from "../project.ts";
import { operationsOf } from "./operations.ts";
import { makeStack, type PulumiStack, pulumi } from "./pulumi.ts";

/** Secrets that must never be seen outside of KV. */
const KEY = "planted-4e1c7a90b2d3f586";
const NEXT_KEY = "planted-9b8a7c6d5e4f3021";
const WRONG_KEY = "wrong-planted-77aa55cc33ee11";
/** So short that a hash of it would tell it. */
const PIN = "zq~7~wx";

const FILES = {
  "Pulumi.yaml": `name: keyloom
main: index.ts
runtime:
  name: nodejs
  options: { typescript: false, nodeargs: "--conditions=@keyloom/source" }
`,
  "index.ts": `import * as pulumi from "@pulumi/pulumi";
import { KeyloomStack, loadStackSchema } from "keyloom/pulumi";

const config = new pulumi.Config("keyloom");
export const { namespaces } = new KeyloomStack("keyloom", {
  schema: await loadStackSchema("./keyloom.schema.ts"),
  accountId: config.require("accountId"),
  stage: "dev",
  prune: true,
  seeds: { APP: { provider: [
    { params: { name: "stripe" }, value: { apiKey: config.requireSecret("apiKey") } },
    { params: { name: "bank" }, value: { apiKey: "planted-of-the-bank", pin: config.requireSecret("pin") } },
  ] } },
});
`,
  "keyloom.schema.ts": `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({ namespaces: { APP: { title: "app-{stage}", collections: {
  provider: collection({
    key: "provider:{name}",
    value: z.object({ apiKey: z.string().startsWith("planted-"), pin: z.string().optional() }),
    ttl: ttl.none("keys change when they leak"),
    seed: [{ params: { name: "test" }, value: { apiKey: "planted-for-tests" } }],
  }),
} } } });
`,
};

/** Each command starts the engine, two providers and the program. */
const TIMEOUT = 360_000;

describe.skipIf(pulumi.missing !== undefined)("secrets that a program gives as records", () => {
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
      config: { accountId: local.accountId },
    });
    await secret("apiKey", KEY);
    await secret("pin", PIN);
  }, TIMEOUT);
  afterAll(async () => {
    await server.local.close();
    data.remove();
    project.remove();
  });

  const secret = (name: string, value: string) =>
    stack.run("config", "set", "--secret", `keyloom:${name}`, value);
  const up = () => stack.run("up", "--yes", "--skip-preview");
  const value = async (name: string) =>
    (await server.request("GET", `/${id}/values/provider:${name}`)).text;
  const written = () => server.local.keys.get("PUT /:namespace/bulk") ?? 0;

  test(
    "reach KV, beside the records of the seed",
    async () => {
      const { code, stdout, stderr } = await up();
      expect({ code, operations: operationsOf(stdout) }, stdout + stderr).toEqual({
        code: 0,
        operations: {
          APP: "created",
          "APP.provider": "created",
          "APP.provider-secrets": "created",
          "keyloom-test": "created",
        },
      });
      const output = await stack.run("stack", "output", "--json");
      id = JSON.parse(output.stdout).namespaces.APP.id;
      expect(JSON.parse(await value("stripe"))).toEqual({ apiKey: KEY });
      expect(JSON.parse(await value("bank"))).toEqual({ apiKey: "planted-of-the-bank", pin: PIN });
      expect(JSON.parse(await value("test"))).toEqual({ apiKey: "planted-for-tests" });
    },
    TIMEOUT,
  );

  test(
    "are the same at a second `up`, and only one that changed is sent again",
    async () => {
      const before = written();
      expect(operationsOf((await up()).stdout)).toEqual({});
      expect(written()).toBe(before);

      await secret("apiKey", NEXT_KEY);
      const preview = await stack.run("preview", "--diff");
      expect(preview.stdout).toMatch(/records\s*:.*\[secret\]/);
      const { code, stdout } = await up();
      expect({ code, operations: operationsOf(stdout) }, stdout).toEqual({
        code: 0,
        operations: { "APP.provider-secrets": "updated" },
      });
      expect(written()).toBe(before + 1);
      expect(JSON.parse(await value("stripe"))).toEqual({ apiKey: NEXT_KEY });
    },
    TIMEOUT,
  );

  test(
    "that do not fit stop `up` with the number of the record, before any is sent",
    async () => {
      const before = written();
      await secret("apiKey", WRONG_KEY);
      const { code, stdout } = await up();
      expect(code).not.toBe(0);
      expect(stdout).toContain("record 1 of seeds.APP.provider: its value does not fit its type");
      expect(written()).toBe(before);
    },
    TIMEOUT,
  );

  test(
    "are nowhere in the clear: in no state, log or output, nor is what they could be tried with",
    async () => {
      await stack.run("refresh", "--yes", "--skip-preview");
      const { stdout } = await stack.run("stack", "export");
      const { resources } = JSON.parse(stdout).deployment;
      const { outputs, inputs } = resources.find(({ urn }: { urn: string }) =>
        urn.endsWith("::APP.provider-secrets"),
      );
      for (const part of [inputs.records, outputs.digest, outputs.manifest]) {
        expect(part).toMatchObject({ ciphertext: expect.any(String) });
      }
      const files = readdirSync(data.path, { recursive: true, withFileTypes: true }).filter(
        (file) => file.isFile() && !file.parentPath.includes("/v3"),
      );
      const texts = files.map((file) => readFileSync(join(file.parentPath, file.name), "utf8"));
      expect(
        files.filter(({ parentPath }) => parentPath.includes("backend")).length,
      ).toBeGreaterThan(3);
      const planted = [KEY, NEXT_KEY, WRONG_KEY, "planted-of-the-bank", PIN];
      const value = JSON.stringify({ apiKey: "planted-of-the-bank", pin: PIN });
      const hashes = [value, `[null,null]text:${value}`].map((text) => hash("sha256", text));
      const short = hashes.map((hex) => hex.slice(0, 16));
      for (const text of [...texts, stack.printed]) {
        for (const sought of [...planted, ...short]) expect(text.includes(sought)).toBe(false);
      }
    },
    TIMEOUT,
  );
});
