import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { connect, type TestServer } from "../cloudflare/server.ts";
import { makeDataFolder } from "../data-folder.ts";
import { flagRecords, flags, schemaOf } from "../infra/stage.ts";
import { makeProject } from "../project.ts";
import { hasRealProvider, makeStack, type PulumiStack, pulumi, TOKEN } from "./pulumi.ts";

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

/** Each command starts the engine, two providers and the program. */
const TIMEOUT = 120_000;

const provider = hasRealProvider ? "Pulumi's Cloudflare provider" : "the tests' own provider";
const reason = pulumi.missing === undefined ? `with ${provider}` : `skipped: ${pulumi.missing}`;

// Reporters leave the titles of what passed or was skipped out.
console.log(`The Pulumi CLI: ${reason}.`);

/** A resource in an exported state. */
interface Exported {
  readonly type: string;
  readonly outputs?: Readonly<Record<string, string>>;
}

test.runIf(process.env["KEYLOOM_REQUIRE_PULUMI"] === "1")(
  "the Pulumi CLI is there, as KEYLOOM_REQUIRE_PULUMI asks",
  () => expect(pulumi.missing).toBeUndefined(),
);

describe.skipIf(pulumi.missing !== undefined)(
  `the program under the Pulumi CLI (${reason})`,
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
      const schema = join(project.path, "keyloom.schema.ts");
      stack = await makeStack({
        folder: data.path,
        apiUrl: local.url,
        config: { accountId: local.accountId, schema },
      });
    }, TIMEOUT);
    afterAll(async () => {
      await server.local.close();
      data.remove();
      project.remove();
    });

    const up = () => stack.run("up", "--yes", "--skip-preview");
    const value = async (key: string) => (await server.request("GET", `/${id}/values/${key}`)).text;

    test(
      "`pulumi up` makes the namespaces, the preview twin and the seed, and gives their ids",
      async () => {
        const { code, stdout } = await up();
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
        const printed = await stack.run("stack", "output", "--json");
        const { namespaces } = JSON.parse(printed.stdout);
        id = namespaces.CACHE.id;
        expect(namespaces).toEqual({
          CACHE: { id, title: "cache-test", previewId: namespaces.CACHE.previewId },
          ORDERS: { id: namespaces.ORDERS.id, title: "orders" },
        });
        expect(await titles(server)).toEqual({
          [id]: "cache-test",
          [namespaces.CACHE.previewId]: "cache-test_preview",
          [namespaces.ORDERS.id]: "orders",
        });
        expect(await value("flag:a")).toBe('{"on":true}');
      },
      TIMEOUT,
    );

    test(
      "a second `pulumi up` changes nothing",
      async () => {
        const before = new Map(server.local.calls);
        const { code, stdout } = await up();
        expect({ code, operations: operationsOf(stdout) }, stdout).toEqual({
          code: 0,
          operations: {},
        });
        expect(stdout).toMatch(/^ {4}6 unchanged$/m);
        const made = [...server.local.calls].filter(([call, count]) => before.get(call) !== count);
        expect(made.filter(([call]) => !call.startsWith("GET "))).toEqual([]);
      },
      TIMEOUT,
    );

    test(
      "of a seed that changed, a preview tells in one line, and only the changed record is written",
      async () => {
        await server.request("PUT", `/${id}/values/flag:a`, { body: "as it was" });
        writeFileSync(join(project.path, "flags.json"), flagRecords({ a: true, b: true, c: true }));

        const preview = await stack.run("preview");
        expect(preview.stdout).toMatch(/KvSeed CACHE\.flag update \[diff: ~digest,records\]$/m);
        expect(preview.stdout).toMatch(/^ {4}~ 1 to update\n {4}5 unchanged$/m);
        expect(await value("flag:b")).toBe('{"on":false}');

        const { code, stdout } = await up();
        expect({ code, operations: operationsOf(stdout) }, stdout).toEqual({
          code: 0,
          operations: { "CACHE.flag": "updated" },
        });
        expect(await value("flag:a")).toBe("as it was");
        expect(await value("flag:b")).toBe('{"on":true}');
        expect(await value("flag:c")).toBe('{"on":true}');
      },
      TIMEOUT,
    );

    test(
      "the state holds neither keys nor values of the seed",
      async () => {
        const { stdout } = await stack.run("stack", "export");
        const resources: readonly Exported[] = JSON.parse(stdout).deployment.resources;
        const seed = resources.find(({ type }) => type.endsWith(":KvSeed"));
        const { __provider, manifest, ...state } = seed?.outputs ?? {};
        expect(Object.keys(state).sort()).toEqual([
          ...["accountId", "binding", "collection", "digest", "namespaceId"],
          ...["prefix", "prune", "records", "schema"],
        ]);
        expect(Buffer.from(manifest ?? "", "base64")).toHaveLength(3 * 16);
        expect(__provider).toContain("keyloom/pulumi");
        expect(__provider).not.toContain(TOKEN);
      },
      TIMEOUT,
    );

    test(
      "the problems of a schema are all told, without a stack",
      async () => {
        const schema = join(project.path, "broken.schema.ts");
        const { code, stdout } = await stack.run("preview", "--config", `keyloom:schema=${schema}`);
        expect(code).not.toBe(0);
        expect(stdout).toContain("key-reserved");
        expect(stdout).toContain("title-duplicate");
        expect(stdout).not.toMatch(/^\s+at .+\(.+:\d+:\d+\)/m);
      },
      TIMEOUT,
    );

    test(
      "`pulumi destroy` removes the namespaces",
      async () => {
        const { code, stdout } = await stack.run("destroy", "--yes", "--skip-preview");
        expect(code, stdout).toBe(0);
        expect(await titles(server)).toEqual({});
      },
      TIMEOUT,
    );
  },
);

/** What a command did with each resource that it changed, by the resource's name. */
function operationsOf(stdout: string): Readonly<Record<string, string>> {
  const lines = stdout.matchAll(/^ [+~-] {2}\S+ (\S+) (created|updated|deleted|replaced)\b/gm);
  return Object.fromEntries([...lines].map(([, name, operation]) => [name, operation]));
}

/** The titles of all namespaces by id. */
async function titles({
  client,
  account,
}: Pick<TestServer, "client" | "account">): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for await (const { id, title } of client.kv.namespaces.list(account)) found[id] = title;
  return found;
}
