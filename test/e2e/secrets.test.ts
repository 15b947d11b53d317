import { hash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operationsOf } from "./operations.ts";
import { pulumi } from "./pulumi.ts";
import { COMMAND_TIMEOUT, makeTestStack, type TestStack } from "./test-stack.ts";

/** Secrets that must never be seen outside of KV. */
const KEY = "planted-4e1c7a90b2d3f586";
const NEXT_KEY = "planted-9b8a7c6d5e4f3021";
const WRONG_KEY = "wrong-planted-77aa55cc33ee11";
/** So short that a hash of it would tell it. */
const PIN = "zq~7~wx";

const PROGRAM = `import * as pulumi from "@pulumi/pulumi";
import { KeyloomStack, loadStackSchema } from "keyloom/pulumi";

const config = new pulumi.Config("keyloom");
export const { namespaces } = new KeyloomStack("keyloom", {
  schema: await loadStackSchema("./keyloom.schema.ts", {
    skipInvalid: config.getBoolean("skipInvalid") ?? false,
  }),
  accountId: config.require("accountId"),
  stage: "dev",
  prune: true,
  seeds: { APP: { provider: [
    { params: { name: "stripe" }, value: { apiKey: config.requireSecret("apiKey") } },
    { params: { name: "bank" }, value: { apiKey: "planted-of-the-bank", pin: config.requireSecret("pin") } },
  ] } },
});
`;

const FILES = {
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

describe.skipIf(pulumi.missing !== undefined)("secrets that a program gives as records", () => {
  let at: TestStack;
  let id: string;

  beforeAll(async () => {
    at = await makeTestStack({ files: FILES, program: PROGRAM });
    await secret("apiKey", KEY);
    await secret("pin", PIN);
  }, COMMAND_TIMEOUT);
  afterAll(() => at.close());

  const secret = (name: string, value: string) =>
    at.stack.run("config", "set", "--secret", `keyloom:${name}`, value);
  const value = async (name: string) =>
    (await at.request("GET", `/${id}/values/provider:${name}`)).text;
  const written = () => at.local.keys.get("PUT /:namespace/bulk") ?? 0;

  test(
    "reach KV, beside the records of the seed",
    async () => {
      const { code, stdout, stderr } = await at.up();
      expect({ code, operations: operationsOf(stdout) }, stdout + stderr).toEqual({
        code: 0,
        operations: {
          APP: "created",
          "APP.provider": "created",
          "APP.provider-secrets": "created",
          "keyloom-test": "created",
        },
      });
      const output = await at.stack.run("stack", "output", "--json");
      id = JSON.parse(output.stdout).namespaces.APP.id;
      expect(JSON.parse(await value("stripe"))).toEqual({ apiKey: KEY });
      expect(JSON.parse(await value("bank"))).toEqual({ apiKey: "planted-of-the-bank", pin: PIN });
      expect(JSON.parse(await value("test"))).toEqual({ apiKey: "planted-for-tests" });
    },
    COMMAND_TIMEOUT,
  );

  test(
    "are the same at a second `up`, and only a changed one is sent again",
    async () => {
      const before = written();
      expect(operationsOf((await at.up()).stdout)).toEqual({});
      expect(written()).toBe(before);

      await secret("apiKey", NEXT_KEY);
      const preview = await at.stack.run("preview", "--diff");
      expect(preview.stdout).toMatch(/records\s*:.*\[secret\]/);
      const { code, stdout } = await at.up();
      expect({ code, operations: operationsOf(stdout) }, stdout).toEqual({
        code: 0,
        operations: { "APP.provider-secrets": "updated" },
      });
      expect(written()).toBe(before + 1);
      expect(JSON.parse(await value("stripe"))).toEqual({ apiKey: NEXT_KEY });
    },
    COMMAND_TIMEOUT,
  );

  test(
    "that do not fit stop `up` with the number of the record before any is sent, or are left out",
    async () => {
      const before = written();
      await secret("apiKey", WRONG_KEY);
      const { code, stdout } = await at.up();
      expect(code).not.toBe(0);
      const why = "record 1 of seeds.APP.provider: its value does not fit its type";
      expect(stdout).toContain(why);
      expect(written()).toBe(before);

      await at.stack.run("config", "set", "keyloom:skipInvalid", "true");
      const skipping = await at.up();
      expect({ code: skipping.code, operations: operationsOf(skipping.stdout) }).toEqual({
        code: 0,
        operations: { "APP.provider-secrets": "updated" },
      });
      expect(skipping.stdout).toContain(`left out: ${why}`);
      expect(JSON.parse(await value("stripe"))).toEqual({ apiKey: NEXT_KEY });

      await at.stack.run("config", "rm", "keyloom:skipInvalid");
      await secret("apiKey", NEXT_KEY);
      expect((await at.up()).code).toBe(0);
      expect(written()).toBe(before);
    },
    COMMAND_TIMEOUT,
  );

  test(
    "that somebody deleted or changed are found by a refresh and written again",
    async () => {
      await at.request("DELETE", `/${id}/values/provider:stripe`);
      const refresh = await at.stack.run("refresh", "--yes", "--skip-preview");
      expect(operationsOf(refresh.stdout), refresh.stdout).toEqual({
        "APP.provider-secrets": "updated",
      });
      expect(refresh.stdout).toContain(
        "APP.provider-secrets has drifted: of 2 records checked, 1 were deleted and 0 changed.",
      );
      const before = written();
      expect(operationsOf((await at.up()).stdout)).toEqual({ "APP.provider-secrets": "updated" });
      expect(written()).toBe(before + 1);
      expect(JSON.parse(await value("stripe"))).toEqual({ apiKey: NEXT_KEY });
      const again = await at.stack.run("refresh", "--yes", "--skip-preview");
      expect({ code: again.code, operations: operationsOf(again.stdout) }).toEqual({
        code: 0,
        operations: {},
      });
    },
    COMMAND_TIMEOUT,
  );

  test(
    "may come from the seed, and go back to it, and `prune` removes neither",
    async () => {
      const change = (name: string, from: string, to: string) => {
        const file = join(at.project, name);
        writeFileSync(file, readFileSync(file, "utf8").replace(from, to));
      };
      const seed = '{ params: { name: "test" }, value: { apiKey: "planted-for-tests" } }';
      change("keyloom.schema.ts", seed, "");
      change("index.ts", "provider: [", `provider: [ ${seed},`);
      expect(await at.done("up")).toEqual({
        "APP.provider": "updated",
        "APP.provider-secrets": "updated",
      });
      expect(await value("test")).toContain("planted-for-tests");

      change("keyloom.schema.ts", "seed: []", `seed: [${seed}]`);
      change("index.ts", `${seed},`, "");
      expect(await at.done("up")).toEqual({
        "APP.provider": "updated",
        "APP.provider-secrets": "updated",
      });
      expect(await value("test")).toContain("planted-for-tests");
    },
    COMMAND_TIMEOUT,
  );

  test(
    "are not in clear text in any state, log or output, nor is anything that guesses could be checked with",
    async () => {
      // What a refresh has found is in the state as well.
      await at.request("DELETE", `/${id}/values/provider:bank`);
      await at.stack.run("refresh", "--yes", "--skip-preview");
      const { stdout } = await at.stack.run("stack", "export");
      const { resources } = JSON.parse(stdout).deployment;
      const { outputs, inputs } = resources.find(({ urn }: { urn: string }) =>
        urn.endsWith("::APP.provider-secrets"),
      );
      for (const part of [inputs.records, outputs.records, outputs.digest, outputs.manifest]) {
        expect(part).toMatchObject({ ciphertext: expect.any(String) });
      }
      const files = readdirSync(at.folder, { recursive: true, withFileTypes: true }).filter(
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
      for (const text of [...texts, at.stack.printed]) {
        for (const sought of [...planted, ...short]) expect(text.includes(sought)).toBe(false);
      }
    },
    COMMAND_TIMEOUT,
  );
});
