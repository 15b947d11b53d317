import { join } from "node:path";
import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { KeyloomStack, loadStackSchema } from "../../infra/stack.ts";
import { writeProject } from "../project.ts";
import { schemaOf } from "./stage.ts";

/** What the resources of a program were made from, by name. */
async function inputsOf(program: () => Promise<void>): Promise<Record<string, unknown>> {
  const seen: Record<string, unknown> = {};
  const mocks: pulumi.runtime.Mocks = {
    newResource({ name, inputs }) {
      seen[name] = inputs;
      return { id: `id-of-${name}`, state: inputs };
    },
    call: () => ({}),
  };
  await pulumi.runtime.setMocks(mocks, "project", "test", false);
  await pulumi.runtime.runInPulumiStack(program);
  await pulumi.runtime.disconnect();
  return seen;
}

test("a Worker's script and its versions accept the stack's bindings unchanged, sorted by name", async () => {
  const namespace = (title: string) => `{ title: "${title}", collections: {} }`;
  const project = writeProject({
    "keyloom.schema.ts": schemaOf({ b: namespace("b"), Z: namespace("z"), A: namespace("a") }),
  });
  const inputs = await inputsOf(async () => {
    const schema = await loadStackSchema(join(project, "keyloom.schema.ts"));
    const accountId = "0".repeat(32);
    const { bindings } = new KeyloomStack("kv", { schema, accountId, stage: "test" });
    new cloudflare.WorkersScript("script", { accountId, scriptName: "shop", bindings });
    new cloudflare.WorkerVersion("version", { accountId, workerId: "shop", bindings });
  });
  const bindings = ["A", "Z", "b"].map((name) => ({
    type: "kv_namespace",
    name,
    namespaceId: `id-of-${name}`,
  }));
  expect(inputs["script"]).toMatchObject({ bindings });
  expect(inputs["version"]).toMatchObject({ bindings });
});

test("two stacks of one program that share a binding are told to use a prefix", async () => {
  const project = writeProject({
    "keyloom.schema.ts": schemaOf({
      CACHE: `{ title: "cache-{stage}", preview: true, renamedFrom: "OLD", collections: { flag: collection({
        key: "flag:{name}", value: z.string(), ttl: ttl.none("a test"),
        seed: [{ params: { name: "a" }, value: "b" }],
      }) } }`,
    }),
  });
  const inputs = await inputsOf(async () => {
    const schema = await loadStackSchema(join(project, "keyloom.schema.ts"));
    const args = { schema, accountId: "0".repeat(32) };
    new KeyloomStack("shop", { ...args, stage: "test" });
    const blog = { ...args, stage: "test.blog" };
    expect(() => new KeyloomStack("other", blog)).toThrow(
      'the stacks "shop" and "other" both have the binding `CACHE`, by which Pulumi knows their resources: give one of them a `prefix`',
    );
    new KeyloomStack("blog", { ...blog, prefix: "blog" });
    const parent = new pulumi.ComponentResource("team:index:Site", "site");
    expect(() => new KeyloomStack("below", blog, { parent })).not.toThrow();
  });
  expect(
    Object.keys(inputs)
      .filter((name) => name.includes("CACHE"))
      .sort(),
  ).toEqual([
    ...["CACHE", "CACHE-preview", "CACHE.flag"],
    ...["blog-CACHE", "blog-CACHE-preview", "blog-CACHE.flag"],
  ]);
});

test.each(["", " ", "prod eu", "x".repeat(101)])("%j is rejected as a stage", async (stage) => {
  const project = writeProject({ "keyloom.schema.ts": schemaOf({}) });
  await inputsOf(async () => {
    const schema = await loadStackSchema(join(project, "keyloom.schema.ts"));
    const make = () => new KeyloomStack("kv", { schema, accountId: "0".repeat(32), stage });
    expect(make).toThrow(`${JSON.stringify(stage)} is not a valid stage name`);
  });
});

test("two namespaces with the same title in one stage are rejected only in that stage", async () => {
  const project = writeProject({
    "keyloom.schema.ts": schemaOf({
      CACHE: '{ title: "shop-{stage}", preview: true, collections: {} }',
      ORDERS: '{ title: "shop-eu_preview", collections: {} }',
    }),
  });
  await inputsOf(async () => {
    const schema = await loadStackSchema(join(project, "keyloom.schema.ts"));
    const make = (stage: string, prefix: string) =>
      new KeyloomStack(prefix, { schema, accountId: "0".repeat(32), stage, prefix });
    expect(() => make("eu", "one")).toThrow(
      'in the stage "eu" both `CACHE` and `ORDERS` have the title "shop-eu_preview"',
    );
    make("us", "two");
  });
});
