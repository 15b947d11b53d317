import { execFile } from "node:child_process";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { flagRecords, flags, schemaOf } from "../infra/stage.ts";
import { makeProject } from "../project.ts";
import { operationsOf, titles } from "./operations.ts";
import { KEYLOOMS_START, PULUMI_YAML, providerFrom, stackProgram } from "./own-project.ts";
import { environmentFor, pulumi } from "./pulumi.ts";
import { COMMAND_TIMEOUT, makeTestStack, type TestStack } from "./test-stack.ts";

const FILES = {
  "keyloom.schema.ts": schemaOf({ CACHE: flags({ title: "cache-{stage}" }) }),
  "flags.json": flagRecords({ a: true, b: true }),
};

const SECRET = "planted-5d0e8b7c1f3a9264";

const STACK = stackProgram(`stage: "dev",
  seeds: { CACHE: { flag: [
    { params: { name: "secret" }, value: config.requireSecret("flag").apply((text) => JSON.parse(text).value) },
  ] } },`);

const PROGRAM = `${STACK}
// A resource of the program's own, whose functions become text.
const factor = 2;
const functions = {
  async create(inputs) {
    return { id: "doubled", outs: { ...inputs, twice: factor * inputs.n } };
  },
  async diff(id, olds, news) {
    return { changes: olds.n !== news.n };
  },
};
class Doubled extends pulumi.dynamic.Resource {
  constructor(name, n) {
    super(functions, name, { twice: undefined, n });
  }
}
export const { twice } = new Doubled("own", 21);
`;

const FLAG = JSON.stringify({ value: { on: true }, note: SECRET });

describe.skipIf(pulumi.missing !== undefined)(
  "a project whose Pulumi.yaml names Keyloom's start of Pulumi's provider",
  () => {
    let at: TestStack;
    let id: string;

    beforeAll(async () => {
      at = await makeTestStack({ files: FILES, program: PROGRAM });
      await at.stack.run("config", "set", "--secret", "keyloom:flag", FLAG);
    }, COMMAND_TIMEOUT);
    afterAll(() => at.close());

    const settings = (text: string) => writeFileSync(join(at.project, "Pulumi.yaml"), text);
    const name = (folder = KEYLOOMS_START) => settings(PULUMI_YAML + providerFrom(folder));
    const unname = () => settings(PULUMI_YAML);
    const sent = () => at.local.keys.get("PUT /:namespace/bulk") ?? 0;
    const value = async (key: string) => (await at.request("GET", `/${id}/values/${key}`)).text;

    test(
      "may name it after the first `up`: nothing changes, and nothing is sent again",
      async () => {
        expect(await at.done("up")).toEqual({
          CACHE: "created",
          "CACHE.flag": "created",
          "CACHE.flag-secrets": "created",
          "keyloom-test": "created",
          own: "created",
        });
        [id = ""] = Object.keys(await titles(at));
        const before = sent();
        expect(before).toBe(3);
        name();
        expect(await at.done("up")).toEqual({});
        expect(sent()).toBe(before);
      },
      COMMAND_TIMEOUT,
    );

    test(
      "finds changes with a refresh, and writes the records again",
      async () => {
        await at.request("DELETE", `/${id}/values/flag:a`);
        await at.request("PUT", `/${id}/values/flag:secret`, { body: "by hand" });
        const { code, stdout } = await at.stack.run("refresh", "--yes", "--skip-preview");
        expect({ code, operations: operationsOf(stdout) }, stdout).toEqual({
          code: 0,
          operations: { "CACHE.flag": "updated", "CACHE.flag-secrets": "updated" },
        });
        expect(stdout).toContain(
          "CACHE.flag has drifted: of 2 records checked, 1 were deleted and 0 changed.",
        );
        const before = sent();
        expect(await at.done("up")).toEqual({
          "CACHE.flag": "updated",
          "CACHE.flag-secrets": "updated",
        });
        expect(sent()).toBe(before + 2);
        expect([await value("flag:a"), await value("flag:secret")]).toEqual([
          '{"on":true}',
          '{"on":true}',
        ]);
      },
      COMMAND_TIMEOUT,
    );

    test(
      "sends changes, and creates the program's own resources",
      async () => {
        const edit = (file: string, from: string, to: string) => {
          const path = join(at.project, file);
          writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
        };
        writeFileSync(join(at.project, "flags.json"), flagRecords({ a: true, b: false }));
        edit("index.ts", `new Doubled("own", 21)`, `new Doubled("other", 50)`);
        const before = sent();
        expect(await at.done("up")).toEqual({
          "CACHE.flag": "updated",
          other: "created",
          own: "deleted",
        });
        expect(sent()).toBe(before + 1);
        const { stdout } = await at.stack.run("stack", "output", "--json");
        expect(JSON.parse(stdout)).toEqual({ twice: 100 });
      },
      COMMAND_TIMEOUT,
    );

    test(
      "has no secret in clear text anywhere",
      async () => {
        const { stdout } = await at.stack.run("stack", "export");
        const { resources } = JSON.parse(stdout).deployment;
        const { inputs, outputs } = resources.find(({ urn }: { urn: string }) =>
          urn.endsWith("::CACHE.flag-secrets"),
        );
        for (const part of [inputs.records, outputs.records, outputs.digest, outputs.manifest]) {
          expect(part).toMatchObject({ ciphertext: expect.any(String) });
        }
        const files = readdirSync(at.folder, { recursive: true, withFileTypes: true }).filter(
          (file) => file.isFile() && !file.parentPath.includes("/v3"),
        );
        const texts = files.map((file) => readFileSync(join(file.parentPath, file.name), "utf8"));
        for (const text of [...texts, at.stack.printed]) expect(text.includes(SECRET)).toBe(false);
      },
      COMMAND_TIMEOUT,
    );

    test(
      "gets Pulumi's error if the folder does not exist",
      async () => {
        name(KEYLOOMS_START.replace("keyloom", "nowhere"));
        const { code, stdout, stderr } = await at.stack.run("preview");
        expect(code).not.toBe(0);
        expect(stdout + stderr).toContain(
          `'pulumi-nodejs': no folder at path '${at.project}/node_modules/nowhere/pulumi-nodejs'`,
        );
      },
      COMMAND_TIMEOUT,
    );

    test(
      "may stop naming it: nothing changes, and nothing is sent again",
      async () => {
        unname();
        const before = sent();
        expect(await at.done("up")).toEqual({});
        expect(sent()).toBe(before);
      },
      COMMAND_TIMEOUT,
    );

    test(
      "is refreshed and destroyed from another checkout, which does not run the program",
      async () => {
        name();
        const other = makeProject({});
        onTestFinished(other.remove);
        for (const file of [...Object.keys(FILES), "Pulumi.yaml"]) {
          cpSync(join(at.project, file), join(other.path, file));
        }
        writeFileSync(join(other.path, "index.ts"), `throw new Error("the program runs");`);
        const run = async (command: string) => {
          const { stdout } = await promisify(execFile)(
            "pulumi",
            [
              ...[command, "--yes", "--skip-preview", "--non-interactive", "--color=never"],
              ...["--stack", "test", "--config-file", join(at.folder, "Pulumi.test.yaml")],
            ],
            { cwd: other.path, env: environmentFor(join(at.folder, "backend"), at.local.url) },
          );
          return operationsOf(stdout);
        };
        await at.request("DELETE", `/${id}/values/flag:b`);
        expect(await run("refresh")).toEqual({ "CACHE.flag": "updated" });
        expect(await run("destroy")).toEqual({
          CACHE: "deleted",
          "CACHE.flag": "deleted",
          "CACHE.flag-secrets": "deleted",
          "keyloom-test": "deleted",
          other: "deleted",
        });
        expect(await titles(at)).toEqual({});
      },
      COMMAND_TIMEOUT,
    );
  },
);
