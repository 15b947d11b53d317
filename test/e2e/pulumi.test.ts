import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ResourceState, StackState } from "../../infra/in-process/state.ts";
import { upLocal } from "../../infra/up-local.ts";
import { startLocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { connect } from "../cloudflare/server.ts";
import { makeDataFolder } from "../data-folder.ts";
import { flagRecords, flags, schemaOf } from "../infra/stage.ts";
import { operationsOf, titles } from "./operations.ts";
import { hasRealProvider, pulumi, TOKEN } from "./pulumi.ts";
import { COMMAND_TIMEOUT, makeTestStack, type TestStack } from "./test-stack.ts";

const FILES = {
  "keyloom.schema.ts": schemaOf({
    CACHE: flags({ title: "cache-{stage}" }).replace("{", "{ preview: true,"),
    ORDERS: '{ title: "orders", collections: {} }',
  }),
  "flags.json": flagRecords({ a: true, b: false }),
  "broken.schema.ts": schemaOf({
    CACHE:
      '{ title: "cache", collections: { a: collection({ key: ".", value: z.string(), ttl: ttl.none("test") }), } }',
    ORDERS: '{ title: "cache", collections: {} }',
  }),
};

const provider = hasRealProvider ? "Pulumi's Cloudflare provider" : "the tests' own provider";
const reason = pulumi.missing === undefined ? `with ${provider}` : `skipped: ${pulumi.missing}`;

// Reporters leave the titles of what passed or was skipped out.
console.log(`The Pulumi CLI: ${reason}.`);

/** A resource in an exported state. */
interface Exported {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, string>>;
}

/** Resources by their names, with the titles of namespaces in place of their ids. */
function plain(
  resources: readonly ResourceState[],
  titles: Readonly<Record<string, string>>,
): readonly ResourceState[] {
  return withTitles(resources, titles).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function withTitles<T>(value: T, titles: Readonly<Record<string, string>>): T {
  const text = JSON.stringify(value, (key, part) =>
    // Relative to the folder that each of them runs in.
    key === "schema" ? basename(part) : part,
  );
  return JSON.parse(
    Object.entries(titles).reduce((all, [id, title]) => all.replaceAll(id, title), text),
  );
}

test.runIf(process.env["KEYLOOM_REQUIRE_PULUMI"] === "1")(
  "the Pulumi CLI is installed, as KEYLOOM_REQUIRE_PULUMI requires",
  () => expect(pulumi.missing).toBeUndefined(),
);

describe.skipIf(pulumi.missing !== undefined)(
  `the program under the Pulumi CLI (${reason})`,
  () => {
    let at: TestStack;
    let id: string;

    beforeAll(async () => {
      at = await makeTestStack({ files: FILES });
    }, COMMAND_TIMEOUT);
    afterAll(() => at.close());

    const value = async (key: string) => (await at.request("GET", `/${id}/values/${key}`)).text;

    test(
      "`pulumi up` creates the namespaces, the preview twin and the seed, and outputs their ids",
      async () => {
        const { code, stdout } = await at.up();
        expect({ code, operations: operationsOf(stdout) }, stdout).toEqual({
          code: 0,
          operations: {
            CACHE: "created",
            "CACHE-preview": "created",
            "CACHE.flag": "created",
            ORDERS: "created",
            "keyloom-test": "created",
          },
        });
        const printed = await at.stack.run("stack", "output", "--json");
        const { namespaces } = JSON.parse(printed.stdout);
        id = namespaces.CACHE.id;
        expect(namespaces).toEqual({
          CACHE: { id, title: "cache-test", previewId: namespaces.CACHE.previewId },
          ORDERS: { id: namespaces.ORDERS.id, title: "orders" },
        });
        expect(await titles(at)).toEqual({
          [id]: "cache-test",
          [namespaces.CACHE.previewId]: "cache-test_preview",
          [namespaces.ORDERS.id]: "orders",
        });
        expect(await value("flag:a")).toBe('{"on":true}');
      },
      COMMAND_TIMEOUT,
    );

    test(
      "a second `pulumi up` changes nothing",
      async () => {
        const before = new Map(at.local.calls);
        const { code, stdout } = await at.up();
        expect({ code, operations: operationsOf(stdout) }, stdout).toEqual({
          code: 0,
          operations: {},
        });
        expect(stdout).toMatch(/^ {4}6 unchanged$/m);
        const made = [...at.local.calls].filter(([call, count]) => before.get(call) !== count);
        expect(made.filter(([call]) => !call.startsWith("GET "))).toEqual([]);
      },
      COMMAND_TIMEOUT,
    );

    test(
      "the run in this process creates the same resources, from the same inputs, with the same outputs",
      async () => {
        const own = makeDataFolder();
        const local = await startLocalCloudflare({ persistTo: own.path });
        const stateFile = join(own.path, "state.json");
        const { outputs } = await upLocal({
          schemaFile: join(at.project, "keyloom.schema.ts"),
          stage: "test",
          apiUrl: local.url,
          accountId: local.accountId,
          stateFile,
        });
        const inProcess = new StackState(stateFile).all();
        const titlesHere = await titles(connect(local));
        const mine = plain(inProcess, titlesHere);
        await local.close();
        own.remove();

        const { stdout } = await at.stack.run("stack", "export");
        const resources: readonly Exported[] = JSON.parse(stdout).deployment.resources;
        const custom = resources.filter(({ type, id }) => id && !type.startsWith("pulumi:"));
        const theirs = plain(
          custom.map(({ urn, type, id = "", outputs = {} }) => {
            const name = urn.split("::").at(-1) ?? "";
            // What each of the real provider and Pulumi's own adds.
            const { supportsUrlEncoding: _, __provider, ...rest } = outputs;
            return { type, name, id, outputs: rest };
          }),
          await titles(at),
        );
        expect(mine).toEqual(theirs);
        expect(mine.map(({ name }) => name)).toEqual([
          ...["CACHE", "CACHE-preview", "CACHE.flag", "ORDERS"],
        ]);
        const printed = await at.stack.run("stack", "output", "--json");
        expect(withTitles(outputs, titlesHere)).toEqual(
          withTitles(JSON.parse(printed.stdout), await titles(at)),
        );
        // What one of them has as inputs, the other has as well: the outputs of both hold them.
        for (const { urn, inputs = {} } of custom) {
          const name = urn.split("::").at(-1);
          const { __provider, ...given } = inputs;
          const made = inProcess.find((resource) => resource.name === name)?.outputs ?? {};
          expect(Object.keys(made)).toEqual(expect.arrayContaining(Object.keys(given)));
        }
      },
      COMMAND_TIMEOUT,
    );

    test(
      "a preview shows a changed seed on one line, and only the changed record is written",
      async () => {
        await at.request("PUT", `/${id}/values/flag:a`, { body: "as it was" });
        writeFileSync(join(at.project, "flags.json"), flagRecords({ a: true, b: true, c: true }));

        const preview = await at.stack.run("preview");
        expect(preview.stdout).toMatch(/KvSeed CACHE\.flag update \[diff: ~digest,records\]$/m);
        expect(preview.stdout).toMatch(/^ {4}~ 1 to update\n {4}5 unchanged$/m);
        expect(await value("flag:b")).toBe('{"on":false}');

        const { code, stdout } = await at.up();
        expect({ code, operations: operationsOf(stdout) }, stdout).toEqual({
          code: 0,
          operations: { "CACHE.flag": "updated" },
        });
        expect(await value("flag:a")).toBe("as it was");
        expect(await value("flag:b")).toBe('{"on":true}');
        expect(await value("flag:c")).toBe('{"on":true}');
      },
      COMMAND_TIMEOUT,
    );

    test(
      "the state holds neither keys nor values of the seed",
      async () => {
        const { stdout } = await at.stack.run("stack", "export");
        const resources: readonly Exported[] = JSON.parse(stdout).deployment.resources;
        const seed = resources.find(({ type }) => type.endsWith(":KvSeed"));
        const { __provider, manifest, ...state } = seed?.outputs ?? {};
        expect(Object.keys(state).sort()).toEqual([
          ...["accountId", "binding", "collection", "digest", "namespaceId"],
          ...["prefix", "prune", "records", "schema", "skipped"],
        ]);
        expect(Buffer.from(manifest ?? "", "base64")).toHaveLength(3 * 16);
        expect(__provider).toContain("keyloom/pulumi");
        expect(__provider).not.toContain(TOKEN);
      },
      COMMAND_TIMEOUT,
    );

    test(
      "all problems of a schema are reported, without a stack trace",
      async () => {
        const schema = join(at.project, "broken.schema.ts");
        const { code, stdout } = await at.stack.run(
          "preview",
          "--config",
          `keyloom:schema=${schema}`,
        );
        expect(code).not.toBe(0);
        expect(stdout).toContain("key-reserved");
        expect(stdout).toContain("title-duplicate");
        expect(stdout).not.toMatch(/^\s+at .+\(.+:\d+:\d+\)/m);
      },
      COMMAND_TIMEOUT,
    );

    test(
      "`pulumi destroy` removes the namespaces",
      async () => {
        const { code, stdout } = await at.stack.run("destroy", "--yes", "--skip-preview");
        expect(code, stdout).toBe(0);
        expect(await titles(at)).toEqual({});
      },
      COMMAND_TIMEOUT,
    );
  },
);
