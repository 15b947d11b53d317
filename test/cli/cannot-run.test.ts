import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SHOP } from "../lint/project.ts";
import { REPO, writeProject } from "../project.ts";
import { type Run, runKeyloom, runNode } from "./run-keyloom.ts";

/** Imports a module as the CLI does, in a second at most. */
const LOADS_IN_A_SECOND = join(REPO, "test/cli/load-in-a-second.ts");

async function check(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Run> {
  const run = await runKeyloom(writeProject(files), "check", ...args);
  expect(run.exitCode).toBe(2);
  expect(run.stdout).toBe("");
  expect(run.stderr).not.toMatch(/^\s+at .*\(|node:internal|\bschema\/\w+\.ts/m);
  return run;
}

/** What a schema of this text makes of `keyloom check`: message and place, and the help. */
async function messageFor(text: string, others: Readonly<Record<string, string>> = {}) {
  const { stderr } = await check({ "keyloom.schema.ts": text, ...others });
  const [message = "", place = "", ...lines] = stderr.trimEnd().split("\n");
  return { message, place, help: lines.at(-1) ?? "", frame: lines.slice(0, -1).join("\n") };
}

describe("without a schema file", () => {
  test("names the file that it looked for", async () => {
    const root = writeProject({});
    const { exitCode, stderr } = await runKeyloom(root, "check");
    expect(exitCode).toBe(2);
    expect(stderr).toBe(`keyloom: there is no schema file at ${join(root, "keyloom.schema.ts")}
help: Create one with \`keyloom init\`, or give another path: with \`--schema PATH\`, or where a Pulumi program loads it.
`);
  });

  test("says that a path is a folder, and names the file in it", async () => {
    const root = writeProject({ "schemas/keyloom.schema.mts": "" });
    const { exitCode, stderr } = await runKeyloom(root, "check", "--schema", "schemas");
    expect([exitCode, stderr]).toEqual([
      2,
      `keyloom: ${join(root, "schemas")} is a folder, not a schema file
help: Name the file: \`--schema ${join(root, "schemas/keyloom.schema.mts")}\`.
`,
    ]);
  });

  test("names the one in a folder above", async () => {
    const root = writeProject({ "keyloom.schema.mts": SHOP, "src/api/worker.ts": "" });
    const { exitCode, stderr } = await runKeyloom(join(root, "src/api"), "check");
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining(`help: There is one at ${join(root, "keyloom.schema.mts")}: `),
    ]);
  });
});

describe("a schema file that cannot be imported", () => {
  test("because it waits forever is reported", async () => {
    const { message, place, help } = await messageFor(`await new Promise(() => {});\n${SHOP}`);
    expect(message).toBe("keyloom: the file waits for something that never happens");
    expect(place).toContain("keyloom.schema.ts:1:1");
    expect(help).toContain("top-level code must finish");
  });

  test.each([
    ["loops after an await", "await 1;\n  for (;;);\n"],
    ["catches all that it can", "await 1;\nfor (;;) {\n  try {\n    for (;;);\n  } catch {}\n}\n"],
    ["awaits and imports what loops", 'import "./slow.ts";\nawait 1;\n'],
  ])("because it %s is reported", async (_, text) => {
    const root = writeProject({ "keyloom.schema.ts": text, "slow.ts": "for (;;);\n" });
    const run = await runNode(root, LOADS_IN_A_SECOND, join(root, "keyloom.schema.ts"));
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toMatch(
      /^keyloom: the file has not finished after 1 s\n {2}at .*keyloom\.schema\.ts:1:1\n/,
    );
    expect(run.stderr).toMatch(/\nhelp: .* top-level code must finish\.\n$/);
  });

  test("because it waits while something else runs is reported", async () => {
    const text = "setInterval(() => {}, 1000);\nawait new Promise(() => {});\n";
    const root = writeProject({ "keyloom.schema.ts": text });
    const { exitCode, stderr } = await runNode(
      root,
      LOADS_IN_A_SECOND,
      join(root, "keyloom.schema.ts"),
    );
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("not finished after 1 s")]);
  });

  test("because its package is CommonJS, as `npm init` creates it, is reported with how to switch to ES modules", async () => {
    const { stderr } = await check({
      "keyloom.schema.ts": SHOP,
      "package.json": '{ "type": "commonjs" }',
    });
    expect(stderr).toMatch(/^keyloom: Cannot use import statement outside a module\n/);
    expect(stderr).toContain("at keyloom.schema.ts:1:1\n");
    expect(stderr).toContain(
      "run `npm pkg set type=module`, or end the file's name with `.mts`.\n",
    );
  });

  test("because a file that it imports is CommonJS is reported with how to make that an ES module", async () => {
    const { stderr } = await check(
      {
        "keyloom.schema.mts": `import { KEY } from "./keys.ts";\nexport default KEY;\n`,
        "keys.ts": 'export const KEY = "a:{id}";\n',
        "package.json": '{ "type": "commonjs" }',
      },
      "--schema=keyloom.schema.mts",
    );
    expect(stderr).toContain("'./keys.ts' does not provide an export named 'KEY'\n");
    expect(stderr).toContain("help: Node treats that file as CommonJS");
  });

  test.each(["keyloom.schema.ts", "keyloom.schema.js"])(
    "because it ends too early is shown where: %s",
    async (name) => {
      const files = { [name]: "export default {\n  namespaces: {" };
      const { stderr } = await check(files, `--schema=${name}`);
      expect(stderr).toContain(`\n  at ${name}:2:16\n`);
      expect(stderr).toContain("> 2 |   namespaces: {\n    |                ^");
    },
  );

  test("because its configuration ends too early is shown where", async () => {
    const config = "export default {\n  lint: {";
    const root = writeProject({ "keyloom.schema.ts": SHOP, "keyloom.config.ts": config });
    const { exitCode, stderr } = await runKeyloom(root, "lint");
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("at keyloom.config.ts:2:10\n")]);
  });

  test.each([
    [
      "enum",
      "  enum Kind { Web, Ios }",
      "3",
      "TypeScript enum is not supported in strip-only mode",
    ],
    [
      "namespace",
      "  namespace Kinds { export const web = 1; }",
      "3",
      "TypeScript namespace declaration is not supported in strip-only mode",
    ],
    [
      "a parameter property",
      "class Kind { constructor(readonly name: string) {} }",
      "35",
      "TypeScript parameter property is not supported in strip-only mode",
    ],
  ])("for %s, says what to write instead", async (_, line, column, message) => {
    const found = await messageFor(`const a = 1;\n${line}\nexport default a;\n`);
    expect(found.message).toBe(`keyloom: ${message}`);
    expect(found.place).toBe(`  at keyloom.schema.ts:2:${column}`);
    expect(found.frame).toContain(`> 2 | ${line}\n`);
    expect(found.help).toMatch(/^help: Node runs the file by stripping its types, so /);
  });

  test.each(["keyloom.schema.ts", "keyloom.schema.js"])(
    "for a syntax error in %s, shows it",
    async (name) => {
      const { stderr } = await check(
        { [name]: "const a = 1;\nexport default { a: 1 b: 2 };\n" },
        `--schema=${name}`,
      );
      expect(stderr).toMatch(/^keyloom: (Expected ',', got 'ident'|Unexpected identifier 'b')\n/);
      expect(stderr).toContain(`\n  at ${name}:2:23\n`);
      expect(stderr).toContain(
        "> 2 | export default { a: 1 b: 2 };\n    |                       ^",
      );
      expect(stderr).toMatch(/\nhelp: Fix the syntax/);
    },
  );

  test.each([
    ["a file", "./types/user.ts", "user.ts"],
    ["a file without its extension", "./user", "user"],
    ["a package", "@acme/types", "@acme/types"],
    ["a part of a package", "zod/nowhere", "./nowhere"],
  ])("for %s that is missing, names it and the import", async (_, specifier, name) => {
    const text = `// ${specifier}\nimport { z } from "zod";\nimport { user } from "${specifier}";\n`;
    const found = await messageFor(text, { "user.ts": "export const user = 1;" });
    expect(found.message).toContain(name);
    expect(found.place).toBe("  at keyloom.schema.ts:3:22");
    expect(found.help).toMatch(/^help: (Install the package, or fix the path|Fix the import)/);
  });

  test("for a file that is nested too deeply for Node, says so instead of asking for a bug report", async () => {
    const text = `const deep = ${"[".repeat(20_000)}1${"]".repeat(20_000)} as unknown;`;
    const found = await messageFor(`import "./deep.ts";`, { "deep.ts": text });
    expect(found.message).toMatch(
      /^keyloom: Node cannot strip the types of this file or of an import: [^\n]+$/,
    );
    expect(found.help).toContain("give inner parts a name of their own");
  });

  test("for an import of an import that is missing, shows the file that has it", async () => {
    const found = await messageFor('import "./user.ts";', {
      "user.ts": '\nexport * from "./nowhere.ts";',
    });
    expect(found.place).toBe("  at user.ts:2:15");
  });

  test("for a name that a module does not export, shows the import", async () => {
    const found = await messageFor('import { usr } from "./user.ts";', {
      "user.ts": "export const user = 1;",
    });
    expect(found.message).toContain("does not provide an export named 'usr'");
    expect(found.place).toBe("  at keyloom.schema.ts:1:10");
  });

  test("for files that import each other in a circle, says what to do about it", async () => {
    const found = await messageFor('import { a } from "./a.ts";\nexport default a;\n', {
      "a.ts": 'import { b } from "./b.ts";\nexport const a = b;\n',
      "b.ts": 'import { a } from "./a.ts";\nexport const b = a;\n',
    });
    expect(found.place).toBe("  at b.ts:2:18");
    expect(found.help).toContain("files import each other in a circle");
  });

  test.each([
    ['{ "type": "module",\n  name: 5 }', "2:3"],
    ['{ "type":', "1:10"],
  ])("for a package.json that is not JSON, shows it: %j", async (text, place) => {
    const { message, place: found } = await messageFor(SHOP, { "package.json": text });
    expect(message).toMatch(/^keyloom: Invalid package config /);
    expect(found).toBe(`  at package.json:${place}`);
  });

  test.each(["keyloom.schema.ts", "keyloom.config.ts"])(
    "because %s is not UTF-8 is reported with the line",
    async (name) => {
      const files = { "keyloom.schema.ts": SHOP, "keyloom.config.ts": "export default {};" };
      const latin1 = Buffer.from('// a\nconst title = "caf\xe9";\n', "latin1");
      const root = writeProject({ ...files, [name]: latin1 });
      const { exitCode, stderr } = await runKeyloom(root, "lint");
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(`keyloom: the file is not UTF-8\n  at ${name}:2:1\n`);
    },
  );

  test("because it is a folder is reported", async () => {
    const root = writeProject({ "keyloom.schema.ts": SHOP, "keyloom.config.ts/a.ts": "" });
    const { exitCode, stderr } = await runKeyloom(root, "lint");
    expect([exitCode, stderr.split("\n")[0]]).toEqual([
      2,
      `keyloom: ${join(root, "keyloom.config.ts")} is a folder, not a module`,
    ]);
  });

  test("for JSON without its attribute, says what Node says", async () => {
    const found = await messageFor('import flags from "./package.json";\nexport default flags;');
    expect(found.message).toContain('needs an import attribute of "type: json"');
  });

  test("for an extension that Node does not know, says so", async () => {
    const { stderr } = await check({ "kv.yaml": "a: 1" }, "--schema=kv.yaml");
    expect(stderr).toContain('Unknown file extension ".yaml"');
  });
});

describe("a schema file that throws", () => {
  test("shows where, in the author's own code", async () => {
    const found = await messageFor('\nthrow new Error("no country list");\n');
    expect(found.message).toBe("keyloom: no country list");
    expect(found.place).toBe("  at keyloom.schema.ts:2:7");
    expect(found.help).toMatch(/^help: Keyloom runs the file to read it/);
  });

  test("shows the cause behind an error that only says that something failed", async () => {
    const found = await messageFor(
      'throw new Error("no list", { cause: new TypeError("fetch failed", { cause: new Error("no route") }) });\n',
    );
    expect(found.message).toBe("keyloom: no list: fetch failed: no route");
  });

  test("shows the author's file that it imports", async () => {
    const found = await messageFor('import "./lib.ts";', {
      "lib.ts": 'function fail(): never {\n  throw new TypeError("no list");\n}\nfail();\n',
    });
    expect([found.message, found.place]).toEqual(["keyloom: no list", "  at lib.ts:2:9"]);
  });

  test("shows the call where a package throws", async () => {
    const found = await messageFor(
      'import { z } from "zod";\nexport const kind = z.enum(undefined as never);\n',
    );
    expect(found.place).toBe("  at keyloom.schema.ts:2:27");
  });

  test("says what was thrown if it is not an error", async () => {
    const found = await messageFor("throw { toString: null };\n");
    expect(found.message).toMatch(/^keyloom: .+ was thrown$/);
    expect(found.place).toBe("  at keyloom.schema.ts:1:1");
  });

  test.each([
    ['throw "no list";', "'no list'"],
    ["throw 1;", "1"],
    ["throw undefined;", "undefined"],
    ["throw null;", "null"],
    ["await Promise.reject(false);", "false"],
  ])("says so in one message if it is not an object: %s", async (statement, thrown) => {
    const files = { "keyloom.schema.ts": `import "keyloom";\n${statement}\n` };
    const found = await check(files);
    expect(found.stderr).toMatch(/^keyloom: /);
    expect(found.stderr).toContain(`keyloom: ${thrown} was thrown\n  at keyloom.schema.ts:1:1\n`);
  });

  test.each(["Promise.reject(1);", "setTimeout(() => { throw 1; });"])(
    "says what was thrown after the file was read: %s",
    async (statement) => {
      const schema = `${statement}\nawait new Promise((resolve) => setTimeout(resolve, 5_000));\n`;
      const { stderr } = await check({ "keyloom.schema.ts": schema });
      expect(stderr).toMatch(/^keyloom: 1 was thrown later, by something that the schema file/);
      expect(stderr).toMatch(/\nhelp: Keyloom runs such files to read them: .*\n$/);
    },
  );
});

describe("a schema file that ends the process", () => {
  const EXITS = "process.exit(0);\n";

  test.each([
    ["at its top level", EXITS, "keyloom.schema.ts:1:9"],
    [
      "and catches what that throws",
      `try {\n  ${EXITS}} catch {}\n${SHOP}`,
      "keyloom.schema.ts:2:11",
    ],
    ["after an await", `await 1;\n${EXITS}`, "keyloom.schema.ts:2:9"],
    ["in a file that it imports", `import "./exits.ts";\n${SHOP}`, "exits.ts:2:9"],
  ])("%s, is reported with the place", async (_, text, place) => {
    const { stderr } = await check({
      "keyloom.schema.ts": text,
      "exits.ts": `\n${EXITS}`,
    });
    expect(stderr).toMatch(/^keyloom: `process\.exit\(0\)` is called\n {2}at /);
    expect(stderr).toMatch(place);
    expect(stderr).toMatch(/\nhelp: .* may end the process\.\n$/);
  });

  test("later, while the command is working, is reported with the place", async () => {
    const root = writeProject({
      "keyloom.schema.ts": `setTimeout(() => ${EXITS.trim().replace(";", "")});\n${SHOP}`,
      "keyloom.config.ts": "setInterval(() => {}, 1000);\nawait new Promise(() => {});\n",
    });
    const { exitCode, stderr } = await runKeyloom(root, "lint");
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^keyloom: `process\.exit\(0\)` is called\n {2}at keyloom.schema.ts:1:26\n/,
    );
  });

  test("through a package, is reported with the package", async () => {
    const { message, place } = await messageFor(
      'import { check } from "checked-env";\n check();\n',
      {
        "node_modules/checked-env/package.json": '{ "main": "index.js" }',
        "node_modules/checked-env/index.js": "exports.check = () => process.exit(1);\n",
      },
    );
    expect(message).toBe("keyloom: `process.exit(1)` is called by the package `checked-env`");
    expect(place).toBe("  at keyloom.schema.ts:2:2");
  });

  test.each([["check"], ["generate"], ["lint"], ["breaking"], ["up", "--local"]])(
    "has `keyloom %s` end with 2",
    async (...command) => {
      const root = writeProject({ "keyloom.schema.ts": EXITS });
      const { exitCode, stderr } = await runKeyloom(root, ...command);
      expect([exitCode, stderr]).toEqual([
        2,
        expect.stringContaining("`process.exit(0)` is called"),
      ]);
    },
  );
});

describe("a package without a type", () => {
  test("runs a schema and its imports without a warning from Node", async () => {
    const root = writeProject({
      "package.json": "{}",
      "keyloom.schema.ts": `import "./types.ts";\n${SHOP}`,
      "types.ts": "export const a: number = 1;\n",
    });
    for (const command of ["check", "generate", "lint"]) {
      expect(await runKeyloom(root, command)).toMatchObject({ exitCode: 0, stderr: "" });
    }
  });
});

describe("a schema file whose default export is not a schema", () => {
  test.each([
    ["export const a = 1;\n", "1:1"],
    ["const a = 1;\nexport default { namespaces: {} };\n", "2:16"],
    ["export default null;\n", "1:16"],
    ["const kv = {};\nexport { kv as default };\n", "1:12"],
  ])("is reported: %j", async (text, place) => {
    const found = await messageFor(text);
    expect(found.message).toBe("keyloom: the schema file's default export is not a schema");
    expect(found.place).toBe(`  at keyloom.schema.ts:${place}`);
    expect(found.help).toBe("help: End it with `export default defineKv({ … })`.");
  });
});

describe("a command line that makes no sense", () => {
  const schema =
    'import { defineKv } from "keyloom";\nexport default defineKv({ namespaces: {} });';

  test.each(["xml", "constructor", ""])("names the formats for %j", async (format) => {
    const { stderr } = await check({ "keyloom.schema.ts": schema }, `--format=${format}`);
    expect(stderr).toContain(`keyloom: there is no format \`${format}\`\n`);
    expect(stderr).toMatch(/help: Use one of: pretty, json/);
  });

  test.each([
    [["chekc"], "unknown command `chekc`", "Did you mean `check`? See `keyloom --help`."],
    [["help", "lnt"], "there is no command `lnt`", "Did you mean `keyloom help lint`?"],
    [["check", "--fromat=json"], "unknown option `--fromat=json`", "See `keyloom check --help`."],
    [["check", "--shema=a"], "unknown option `--shema=a`", "Did you mean `--schema`?"],
    [["check", "--schema"], "option `--schema <path>` argument missing", "`keyloom check --help`"],
    [["generate", "kv.ts"], "too many arguments", "Give the schema file with `--schema PATH`."],
    [["explain", "a", "b"], "too many arguments", "See `keyloom explain --help`."],
    [["seed"], "required option `--from <stage>` not specified", "See `keyloom seed --help`."],
    [["lint", "--fail-on=info"], "Allowed choices are warning, error.", "`keyloom lint --help`"],
    [["check", "--schema=a", "--schema=b"], "`--schema` is given twice", "once for each value"],
    [["up", "--local", "--fault-seed=x"], '"x" is not a number for --fault-seed', "--fault-seed 7"],
    [["lint", "--watch", "--update-baseline"], "would keep writing it", "Leave out `--watch`"],
  ])("is reported with the way out: %j", async (args, message, help) => {
    const run = await runKeyloom(writeProject({ "keyloom.schema.ts": schema }), ...args);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    const [first, ...others] = run.stderr.trimEnd().split("\n");
    expect(first).toMatch(/^keyloom: /);
    expect(first).toContain(message);
    expect(others.join("\n")).toMatch(/^help: /);
    expect(others.join("\n")).toContain(help);
  });

  test("prints the help without a command, and ends with 2", async () => {
    const { exitCode, stderr } = await runKeyloom(writeProject({}));
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/^Usage: keyloom /)]);
  });
});
