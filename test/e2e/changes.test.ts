import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { schemaOf } from "../infra/stage.ts";
import { operationsOf, titles } from "./operations.ts";
import { pulumi, TOKEN } from "./pulumi.ts";
import { COMMAND_TIMEOUT, makeTestStack, type TestStack } from "./test-stack.ts";

/** A value of a seed, which must never be seen outside of KV. */
const PLANTED = "planted-b1f5e6a2c9d84470";

const TYPE = "cloudflare:index/workersKvNamespace:WorkersKvNamespace";

/** The namespace of all tests, as its schema says it at one time or another. */
function cache(options: string, collection = "flag", renamedFrom = ""): string {
  return `{ ${options} collections: { ${collection}: collection({
    key: "flag:{name}", value: z.string(), ttl: ttl.none("test"), ${renamedFrom}
    seed: [{ params: { name: "a" }, value: ${JSON.stringify(PLANTED)} }]
  }) } }`;
}

const ORDERS = '{ title: "orders", collections: {} }';
const RENAMED = 'renamedFrom: "CACHE",';

const SCHEMAS = {
  "first.ts": schemaOf({ CACHE: cache('title: "cache-{stage}",') }),
  "renamed.ts": schemaOf({
    STORE: cache(`title: "cache-{stage}", ${RENAMED}`, "toggle", 'renamedFrom: "flag",'),
    ORDERS,
  }),
  "title.ts": schemaOf({
    STORE: cache('title: "store-{stage}", preview: true,', "toggle"),
    ORDERS,
  }),
  "removed.ts": schemaOf({
    STORE: cache('title: "store-{stage}", preview: true,', "toggle"),
  }),
  "moved.ts": schemaOf({
    STORE: cache('title: "store-{stage}", preview: true, jurisdiction: "eu",', "toggle"),
  }),
};

describe.skipIf(pulumi.missing !== undefined)(
  "changes of a schema in a stage that keeps its data",
  () => {
    let at: TestStack;
    /** Namespaces that were there before the stack. */
    let id: string;
    let ordersId: string;

    beforeAll(async () => {
      at = await makeTestStack({ files: SCHEMAS, config: { stage: "prod" } });
      id = await at.namespace("made by hand");
      ordersId = await at.namespace("orders");
      await at.request("PUT", `/${id}/values/visits:1`, { body: "kept" });
      await at.request("PUT", `/${ordersId}/values/order:1`, { body: "kept" });
    }, COMMAND_TIMEOUT);
    afterAll(() => at.close());

    const use = (name: keyof typeof SCHEMAS, values: Readonly<Record<string, unknown>> = {}) =>
      at.stack.configure({ schema: join(at.project, name), ...values });
    const up = (name: keyof typeof SCHEMAS, values?: Readonly<Record<string, unknown>>) => {
      use(name, values);
      return at.up();
    };
    const outputs = async () => {
      const { stdout } = await at.stack.run("stack", "output", "namespaces", "--json");
      return JSON.parse(stdout);
    };
    const value = async (namespace: string, key: string) =>
      (await at.request("GET", `/${namespace}/values/${key}`)).text;
    /** Writes to the account since the last time it was asked. */
    let before = new Map<string, number>();
    const takeWrites = () => {
      const made = [...at.local.calls].filter(
        ([call, count]) =>
          // A refresh reads what seeds have written.
          !call.startsWith("GET ") && !call.endsWith("/bulk/get") && before.get(call) !== count,
      );
      before = new Map(at.local.calls);
      return made.map(([call]) => call).sort();
    };

    test(
      "a namespace is adopted by its id with its data and its title, and gets its seed",
      async () => {
        takeWrites();
        const { code, stdout } = await up("first.ts", { adopt: { CACHE: id } });
        expect({ code, operations: operationsOf(stdout) }, stdout).toEqual({
          code: 0,
          operations: {
            CACHE: "imported",
            "CACHE.flag": "created",
            "keyloom-test": "created",
          },
        });
        expect(takeWrites()).toEqual(["PUT /:namespace/bulk"]);
        expect(await outputs()).toEqual({ CACHE: { id, title: "made by hand" } });
        expect(await value(id, "visits:1")).toBe("kept");
        expect(await value(id, "flag:a")).toContain(PLANTED);
      },
      COMMAND_TIMEOUT,
    );

    test(
      "it is renamed in place once it is no longer listed for adoption",
      async () => {
        const { code, stdout } = await up("first.ts");
        expect({ code, operations: operationsOf(stdout) }, stdout).toEqual({
          code: 0,
          operations: { CACHE: "updated" },
        });
        expect(takeWrites()).toEqual(["PUT /:namespace"]);
        expect(await outputs()).toEqual({ CACHE: { id, title: "cache-prod" } });
      },
      COMMAND_TIMEOUT,
    );

    test(
      "`pulumi import` takes over another one",
      async () => {
        const parent = "urn:pulumi:test::keyloom::keyloom:index:KeyloomStack::keyloom";
        const imported = await at.stack.run(
          "import",
          ...[TYPE, "ORDERS", `${at.local.accountId}/${ordersId}`],
          ...["--parent", `keyloom=${parent}`, "--yes", "--skip-preview", "--generate-code=false"],
        );
        expect(imported.code, imported.stdout + imported.stderr).toBe(0);
        expect(takeWrites()).toEqual([]);
      },
      COMMAND_TIMEOUT,
    );

    test(
      "a renamed binding and a renamed collection keep their namespace and seed, and nothing changes in KV",
      async () => {
        const { code, stdout } = await up("renamed.ts");
        expect({ code, operations: operationsOf(stdout) }, stdout).toEqual({
          code: 0,
          // Which only notes the names by which a refresh finds its records.
          operations: { "STORE.toggle": "updated" },
        });
        expect(takeWrites()).toEqual([]);
        expect(await outputs()).toEqual({
          ORDERS: { id: ordersId, title: "orders" },
          STORE: { id, title: "cache-prod" },
        });
        expect(await value(id, "visits:1")).toBe("kept");
      },
      COMMAND_TIMEOUT,
    );

    test(
      "a new title and a preview twin do not move the namespace or its data",
      async () => {
        const { code, stdout } = await up("title.ts");
        expect({ code, operations: operationsOf(stdout) }, stdout).toEqual({
          code: 0,
          // The seed's schema file has another name as well.
          operations: { STORE: "updated", "STORE-preview": "created", "STORE.toggle": "updated" },
        });
        expect(takeWrites()).toEqual(["POST /", "PUT /:namespace"]);
        const { STORE } = await outputs();
        expect(STORE).toEqual({ id, title: "store-prod", previewId: STORE.previewId });
        expect(await value(id, "visits:1")).toBe("kept");
        expect(await value(id, "flag:a")).toContain(PLANTED);
      },
      COMMAND_TIMEOUT,
    );

    test(
      "`pulumi refresh` finds nothing to change",
      async () => {
        const { code, stdout } = await at.stack.run("refresh", "--yes", "--skip-preview");
        expect(code, stdout).toBe(0);
        expect(stdout).toMatch(/^Resources:\n {4}6 unchanged$/m);
      },
      COMMAND_TIMEOUT,
    );

    test(
      "it knows the records by their current names, and a deleted one is written again",
      async () => {
        await at.request("DELETE", `/${id}/values/flag:a`);
        const { code, stdout } = await at.stack.run("refresh", "--yes", "--skip-preview");
        expect(code, stdout).toBe(0);
        expect(stdout).toContain("STORE.toggle has drifted: of 1 records checked, 1 were deleted");
        takeWrites();
        expect(operationsOf((await up("title.ts")).stdout)).toEqual({ "STORE.toggle": "updated" });
        expect(takeWrites()).toEqual(["PUT /:namespace/bulk"]);
      },
      COMMAND_TIMEOUT,
    );

    test(
      "another jurisdiction is rejected with the name of the namespace",
      async () => {
        use("moved.ts");
        const { code, stdout } = await at.stack.run("preview");
        expect(code).not.toBe(0);
        expect(stdout).toMatch(/unable to replace resource "\S+::STORE"\s+as it is .*protect/);
        expect(takeWrites()).toEqual([]);
      },
      COMMAND_TIMEOUT,
    );

    test(
      "a namespace that left the schema stops `up` until it is released by name, and then stays in the account",
      async () => {
        const refused = await up("removed.ts");
        expect(refused.code).not.toBe(0);
        const [, urn = ""] =
          /because it is protected\.[\s\S]*`pulumi state unprotect '(\S+::ORDERS)'`/.exec(
            refused.stdout,
          ) ?? [];
        expect(urn, refused.stdout).not.toBe("");
        expect(await value(ordersId, "order:1")).toBe("kept");

        expect(await at.stack.run("state", "unprotect", urn, "--yes")).toMatchObject({ code: 0 });
        const { code, stdout } = await up("removed.ts");
        expect(code, stdout).toBe(0);
        expect(Object.keys(await outputs())).toEqual(["STORE"]);
        expect(takeWrites()).toEqual([]);
        expect(await value(ordersId, "order:1")).toBe("kept");
      },
      COMMAND_TIMEOUT,
    );

    test(
      "`pulumi destroy` is rejected, and all data remain",
      async () => {
        const had = await titles(at);
        const { code, stdout } = await at.stack.run("destroy", "--yes", "--skip-preview");
        expect(code).not.toBe(0);
        expect(stdout).toContain("because it is protected");
        expect(stdout).toContain("pulumi state unprotect");
        expect(await titles(at)).toEqual(had);
        expect(await value(id, "visits:1")).toBe("kept");
      },
      COMMAND_TIMEOUT,
    );

    test("no state, log or output contains the token or a value of a seed", async () => {
      const files = readdirSync(join(at.folder, "backend"), {
        recursive: true,
        withFileTypes: true,
      });
      const texts = files
        .filter((file) => file.isFile())
        .map((file) => readFileSync(join(file.parentPath, file.name), "utf8"));
      expect(texts.length).toBeGreaterThan(5);
      for (const text of [...texts, at.stack.printed]) {
        expect(text.includes(TOKEN)).toBe(false);
        expect(text.includes(PLANTED)).toBe(false);
      }
    });
  },
);
