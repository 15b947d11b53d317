import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { GENERATED_MARK } from "../../codegen/generated-mark.ts";
import { runKeyloom } from "../cli/run-keyloom.ts";
import { writeProject } from "../project.ts";
import { largeSchema } from "./large-schema.ts";

const OUTPUT = join("generated", "kv.gen.ts");

function project(files: Readonly<Record<string, string>> = {}): string {
  return writeProject({ "keyloom.schema.ts": largeSchema(2), ...files });
}

function withOutput(output: string): string {
  return largeSchema(1).replace("./generated/kv.gen.ts", output);
}

describe("keyloom generate", () => {
  test("writes the file, and creates its folder", async () => {
    const root = project();
    expect(await runKeyloom(root, "generate")).toEqual({
      exitCode: 0,
      stdout: `${OUTPUT} written\n`,
      stderr: "",
    });
    expect(readFileSync(join(root, OUTPUT), "utf8")).toContain("export function keyloom(");
    expect(readdirSync(join(root, "generated"))).toEqual(["kv.gen.ts"]);
  });

  test("does not touch a file that is up to date, whatever its line endings", async () => {
    const root = project();
    await runKeyloom(root, "generate");
    const file = join(root, OUTPUT);
    writeFileSync(file, readFileSync(file, "utf8").replaceAll("\n", "\r\n"));
    const before = statSync(file);
    const { exitCode, stdout } = await runKeyloom(root, "generate");
    expect([exitCode, stdout]).toEqual([0, `${OUTPUT} is up to date\n`]);
    expect(statSync(file).ino).toBe(before.ino);
  });

  test("lists the parts of types that the schema itself checks, with their places", async () => {
    const root = project({
      "keyloom.schema.ts": `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({ output: "${OUTPUT}", namespaces: { CACHE: { title: "cache", collections: {
  user: collection({
    key: "user:{id}",
    value: z.object({
      emails: z.array(z.email().refine(Boolean)),
    }),
    metadata: z.string().max(9).refine(Boolean),
    ttl: ttl.fixed("1h"),
  }),
} } } });`,
    });
    const parts = `2 parts call your zod schema: the Worker bundles keyloom.schema.ts, with zod, for
  CACHE.user value.emails.[] at keyloom.schema.ts:7:23: \`.refine()\`
  CACHE.user metadata at keyloom.schema.ts:9:15: \`.refine()\`
`;
    expect((await runKeyloom(root, "generate")).stdout).toBe(`${OUTPUT} written\n${parts}`);
    const text = readFileSync(join(root, OUTPUT), "utf8");
    expect(text).toContain('\nimport schema from "../keyloom.schema.ts";\n');
    expect((await runKeyloom(root, "generate", "--check")).stdout).toBe(
      `${OUTPUT} is up to date\n${parts}`,
    );
  });

  test("imports a schema in a folder beside the output's, wherever it is run", async () => {
    const root = writeProject({
      "packages/kv/keyloom.schema.ts": `import { collection, defineKv, param, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({ output: "../worker/kv.gen.ts", namespaces: { CACHE: { title: "cache", collections: {
  user: collection({
    key: "user:{id}",
    params: { id: param.custom({ from: "../../ids.ts", name: "id", maxBytes: 9 }) },
    value: z.string().refine(Boolean),
    ttl: ttl.fixed("1h"),
  }),
} } } });`,
      "ids.ts": `import type { CustomParamCodec } from "keyloom/runtime";
export const id: CustomParamCodec<string> = { encode: String, decode: String };`,
    });
    const schema = "packages/kv/keyloom.schema.ts";
    const { stderr } = await runKeyloom(root, "generate", "--schema", schema);
    expect(stderr).toBe("");
    const text = readFileSync(join(root, "packages/worker/kv.gen.ts"), "utf8");
    expect(text).toContain('\nimport schema from "../kv/keyloom.schema.ts";\n');
    expect(text).toContain(' from "../../ids.ts";\n');
  });

  test("writes nothing for a schema with problems", async () => {
    const root = project({
      "keyloom.schema.ts": largeSchema(1).replace('ttl.fixed("1h")', "ttl.fixed(1)"),
    });
    const { exitCode, stdout } = await runKeyloom(root, "generate");
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining("1 error")]);
    expect(readdirSync(root)).not.toContain("generated");
  });
});

describe("keyloom generate --check", () => {
  test("says that the file is up to date", async () => {
    const root = project();
    await runKeyloom(root, "generate");
    expect(await runKeyloom(root, "generate", "--check")).toEqual({
      exitCode: 0,
      stdout: `${OUTPUT} is up to date\n`,
      stderr: "",
    });
  });

  test("shows what differs, and leaves the file alone", async () => {
    const root = project();
    await runKeyloom(root, "generate");
    const file = join(root, OUTPUT);
    const stale = readFileSync(file, "utf8").replace('"one" | "two"', '"one"');
    writeFileSync(file, stale);
    const { exitCode, stdout, stderr } = await runKeyloom(root, "generate", "--check");
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(`${OUTPUT} is not up to date with keyloom.schema.ts:\n--- ${OUTPUT}`);
    expect(stderr).toContain('\n-  readonly kind: "one";\n+  readonly kind: "one" | "two";\n');
    expect(stderr).toMatch(/\nhelp: Run `keyloom generate` and commit the result\.\n$/);
    expect(readFileSync(file, "utf8")).toBe(stale);
    expect(readdirSync(join(root, "generated"))).toEqual(["kv.gen.ts"]);
  });

  test("shows the start of what differs in many places", async () => {
    const root = project();
    await runKeyloom(root, "generate");
    const file = join(root, OUTPUT);
    writeFileSync(file, readFileSync(file, "utf8").replaceAll("readonly ", ""));
    const { exitCode, stderr } = await runKeyloom(root, "generate", "--check");
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/\n… \d+ more lines\nhelp: /);
    expect(stderr.split("\n").length).toBeLessThan(70);
  });

  test("does not compare a file that has nothing in common with the generated one", async () => {
    const other = Array.from({ length: 5_000 }, (_, index) => `// ${index}\n`).join("");
    const root = project({ [OUTPUT]: `${GENERATED_MARK}another schema.\n${other}` });
    const { exitCode, stderr } = await runKeyloom(root, "generate", "--check");
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("\nthey differ throughout\n")]);
  });

  test("says that the file does not exist, and does not create it", async () => {
    const root = project();
    const { exitCode, stderr } = await runKeyloom(root, "generate", "--check");
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`${OUTPUT} does not exist\n`)]);
    expect(readdirSync(root)).not.toContain("generated");
  });
});

describe("an output that cannot be written", () => {
  async function messageFor(root: string, ...args: readonly string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await runKeyloom(root, "generate", ...args);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^keyloom: .+\nhelp: .+\n$/);
    return stderr.split("\n")[0]?.replaceAll(root, "ROOT") ?? "";
  }

  test.each([[], ["--check"]])("because it is a folder is reported %j", async (...args) => {
    const root = project();
    mkdirSync(join(root, OUTPUT), { recursive: true });
    expect(await messageFor(root, ...args)).toBe(
      `keyloom: ${join("ROOT", OUTPUT)} cannot be read: it is a folder`,
    );
  });

  test("because part of its path is a file is reported", async () => {
    const root = project({ generated: "a file" });
    expect(await messageFor(root)).toContain("part of its path is a file");
  });

  test("because its folder is read-only is reported", async () => {
    // A superuser may write everywhere but here.
    const folder = process.getuid?.() === 0 ? "/proc/self" : undefined;
    const output = folder === undefined ? OUTPUT : `${folder}/kv.gen.ts`;
    const root = project({ "keyloom.schema.ts": withOutput(output) });
    if (folder === undefined) {
      mkdirSync(join(root, "generated"));
      chmodSync(join(root, "generated"), 0o555);
    }
    expect(await messageFor(root)).toMatch(/ cannot be written: /);
    expect(readdirSync(root)).not.toContain("kv.gen.ts");
  });

  test("because somebody has written it by hand is reported, and stays", async () => {
    const root = project({ [OUTPUT]: "export default {};\n" });
    expect(await messageFor(root)).toBe(
      `keyloom: ${join("ROOT", OUTPUT)} exists, but \`keyloom generate\` did not write it`,
    );
    expect(readFileSync(join(root, OUTPUT), "utf8")).toBe("export default {};\n");
  });

  test("because the system rejects the path is reported with the system's words", async () => {
    const root = project({ "keyloom.schema.ts": withOutput("/dev/null/kv.gen.ts") });
    expect(await messageFor(root)).toContain("part of its path is a file");
  });
});
