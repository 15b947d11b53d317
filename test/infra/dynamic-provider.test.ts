import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { writeProject } from "../project.ts";
import { FAST, outputsOf, PULUMIS_OWN, startProvider } from "./dynamic-provider/client.ts";

/** The provider of a program's own resource, as text. It returns its inputs, and lists what is loaded. */
const ECHO = `exports.handler = () => ({
  check: async (olds, news) => ({ inputs: { ...news, olds }, failures: [{ property: "a", reason: "ä" }] }),
  diff: async (id, olds, news) => ({ changes: olds.text !== news.text, replaces: ["text"] }),
  create: async (inputs) => {
    if (inputs.text === "fail") throw new Error("it fails");
    return { id: "new", outs: { ...inputs, length: inputs.text.length } };
  },
  read: async (id, props) => ({ id, props, inputs: { text: props.text } }),
  update: async (id, olds, news) => ({ outs: { ...news, olds } }),
});`;

/** Tells whether TypeScript's compiler is loaded. */
const HAS_COMPILER = `exports.handler = () => ({ create: async () => ({ id: "a", outs: {
  hasCompiler: Object.keys(require.cache).some((file) => file.endsWith("/typescript.js") &&
    require.cache[file].exports.constructor === Object && Object.keys(require.cache[file].exports).length > 0),
} }) });`;

/** Texts by the bytes that their characters take. */
const SHORT = ["", "a", "äöü€🔑"];
/** So long that they are written in another way. */
const LONG = ["a".repeat(530_000), `${"ä".repeat(530_000)}€`, "🔑".repeat(265_000)];

describe("Pulumi's provider for resources of programs, started by Keyloom", () => {
  const project = () => writeProject({});

  async function start(file: readonly string[], folder: string) {
    const provider = await startProvider(file, folder);
    onTestFinished(() => provider.close());
    return provider;
  }

  test("answers each call with the same bytes as when Pulumi starts it", async () => {
    const folder = project();
    const [fast, own] = [await start(FAST, folder), await start(PULUMIS_OWN, folder)];
    for (const text of [...SHORT, ...LONG]) {
      const [olds, news] = ["before", text].map((text) => ({ text, __provider: ECHO }));
      if (olds === undefined || news === undefined) throw new Error("there are two");
      const calls = [
        ["check", { Olds: olds, News: news }],
        ["diff", { Id: "i", Olds: news, News: news }],
        ["diff", { Id: "i", Olds: olds, News: news }],
        ["create", { Properties: news }],
        ["read", { Id: "i", Properties: news }],
        ["update", { Id: "i", Olds: news, News: { ...news, list: [text, { text }] } }],
        ["delete", { Id: "i", Properties: news }],
      ] as const;
      // That one reads and writes them.
      const all = SHORT.includes(text);
      for (const [method, fields] of calls.filter(([name]) => all || name === "update")) {
        const [mine, theirs] = [await fast.call(method, fields), await own.call(method, fields)];
        expect(mine.equals(theirs), `${method} of ${text.length} characters`).toBe(true);
      }
      const outputs = outputsOf(await fast.call("create", { Properties: news }));
      expect(outputs["text"] === text && outputs["length"]).toBe(text.length);
    }
    const failing = { Properties: { text: "fail", __provider: ECHO } };
    const [error] = await Promise.allSettled([fast.call("create", failing)]);
    expect(error).toMatchObject({ status: "rejected", reason: { details: "it fails" } });
  });

  test("does not load TypeScript's compiler, unlike Pulumi's own start", async () => {
    const folder = project();
    const ask = async (file: readonly string[]) => {
      const provider = await start(file, folder);
      const outputs = outputsOf(
        await provider.call("create", { Properties: { __provider: HAS_COMPILER } }),
      );
      return outputs["hasCompiler"];
    };
    expect([await ask(FAST), await ask(PULUMIS_OWN)]).toEqual([false, true]);
  });

  test("says what to do if the project has no packages", () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "keyloom-test-")));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { status, stderr } = spawnSync(process.execPath, [...FAST, "127.0.0.1:1"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stderr).toBe(
      `@pulumi/pulumi is not found from ${folder}, where Pulumi runs.\nhelp: Install the project's packages, for example with \`npm ci\`.\n`,
    );
  });
});
