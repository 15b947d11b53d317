import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { schemaOf } from "../infra/stage.ts";
import { titles } from "./operations.ts";
import { type Printed, pulumi } from "./pulumi.ts";
import { COMMAND_TIMEOUT, makeTestStack, type TestStack } from "./test-stack.ts";

/** A value that looks like a secret, which nothing that is printed may show. */
const PLANTED = "AKIAPLANTED4B7E2C9D1";

/** A program of somebody who does not use `KeyloomStack`. */
const PROGRAM = `import { WorkersKv, WorkersKvNamespace } from "@pulumi/cloudflare";
import { Config, type Input } from "@pulumi/pulumi";

const accountId = new Config("keyloom").require("accountId");
const { id: namespaceId } = new WorkersKvNamespace("cache", { accountId, title: "My Cache" });
const pair = (keyName: string, value: Input<string>) =>
  new WorkersKv(keyName, { accountId, namespaceId, keyName, value });
// Of which a preview does not know the value.
pair("auth:token", namespaceId);
pair("config:aws", "${PLANTED}");
pair("user:1", "plain");
`;

const FILES = {
  "policies/index.js": `import { PolicyPack } from "@pulumi/policy";
import { keyloomPolicies } from "keyloom/policies";

new PolicyPack("kv", { policies: keyloomPolicies({ titles: /^shop-/, maxPairs: 2 }) });
`,
  "policies/package.json": JSON.stringify({ type: "module", version: "1.0.0" }),
  "policies/PulumiPolicy.yaml": "runtime: nodejs\n",
};

/** What the CLI shows of each violation: its level, its policy, the resource, and what was reported. */
function violations(stdout: string): readonly string[] {
  const found = stdout.matchAll(/^ +- \[(\w+)\] +(\S+) +\(\S+ (\S+)\)\n(?: {10}.+\n)* {10}(.+)$/gm);
  return [...found].map(([, level, policy, name, message]) =>
    [level, policy, name, message].join(" | "),
  );
}

describe.skipIf(pulumi.missing !== undefined)("a policy pack with Keyloom's policies", () => {
  let own: TestStack;
  let other: TestStack;

  beforeAll(async () => {
    // Stacks of this name are kept.
    const name = "prod";
    other = await makeTestStack({ name, files: FILES, program: PROGRAM });
    const schema = schemaOf({ CACHE: '{ title: "shop-{stage}", preview: true, collections: {} }' });
    own = await makeTestStack({ name, files: { ...FILES, "keyloom.schema.ts": schema } });
    const { stderr } = await runWithPack(other, "preview");
    const isOldHost = stderr.includes("not supported");
    console.log(`Policy packs: by ${isOldHost ? "the tests' own script" : "the language host"}.`);
    if (!isOldHost) return;
    for (const { project } of [own, other]) {
      writeFileSync(join(project, "policies/PulumiPolicy.yaml"), "runtime: node\n");
    }
  }, COMMAND_TIMEOUT);
  afterAll(() => Promise.all([own.close(), other.close()]));

  test(
    "stops the preview of a program that violates them, even if much is not known yet",
    async () => {
      const { code, stdout } = await runWithPack(other, "preview");
      expect(code).not.toBe(0);
      expect(violations(stdout)).toEqual([
        "mandatory | kv-bulk-pairs | auth:token | 3 keys of one namespace are a resource each, and at most 2 are allowed: make them the seed of a collection, which is one resource.",
        "mandatory | kv-namespace-protected | cache | The namespace is not protected: set `protect: true`, or use KeyloomStack, which does.",
        'mandatory | kv-namespace-title | cache | The title "My Cache" does not match /^shop-/.',
        'mandatory | kv-plain-secret | auth:token | The key "auth:token" names a secret. Use a secret of the Worker or Secrets Store, or the codec `sealed` of Keyloom.',
        'mandatory | kv-plain-secret | config:aws | The value of "config:aws" looks like a secret. Use a secret of the Worker or Secrets Store, or the codec `sealed` of Keyloom.',
        'advisory | kv-namespace-preview | cache | The namespace "My Cache" has no preview twin: set `preview: true`.',
      ]);
      expect(other.stack.printed).not.toContain(PLANTED);
    },
    COMMAND_TIMEOUT,
  );

  test(
    "stops `up` as well, before it creates a resource that violates one",
    async () => {
      const { code, stdout } = await runWithPack(other, "up", "--yes", "--skip-preview");
      expect(code).not.toBe(0);
      expect(violations(stdout).join("\n")).toContain("kv-namespace-title");
      expect(await titles(other)).toEqual({});
    },
    COMMAND_TIMEOUT,
  );

  test(
    "finds nothing in what KeyloomStack creates",
    async () => {
      const { code, stdout } = await runWithPack(own, "up", "--yes");
      expect(code, stdout).toBe(0);
      expect(stdout).toContain("kv@v1.0.0");
      expect(violations(stdout)).toEqual([]);
      expect(Object.values(await titles(own)).sort()).toEqual(["shop-prod", "shop-prod_preview"]);
    },
    COMMAND_TIMEOUT,
  );
});

function runWithPack(
  { stack, project }: TestStack,
  command: "preview" | "up",
  ...args: string[]
): Promise<Printed> {
  return stack.run(command, ...args, "--policy-pack", join(project, "policies"));
}
