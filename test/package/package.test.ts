import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { linkPackage, REPO } from "../project.ts";

/** The oldest Node that the package says it runs on. */
const OLDEST_NODE = "22.18.0";

/** The oldest zod that the package says it takes. */
const OLDEST_ZOD = packageJson.peerDependencies.zod.replace("^", "");

/** It has no `process.getBuiltinModule`, which the build gets Node's modules by. */
const TOO_OLD_NODE = "20.0.0";

/** The files of the README's guide, which is followed here word for word. */
const SCHEMA = readmeFile("keyloom.schema.ts");
const WORKER = readmeFile("src/worker.ts");

const TSCONFIG = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    target: "ES2022",
    module: "ESNext",
    moduleResolution: "Bundler",
    allowImportingTsExtensions: true,
    lib: ["ES2024"],
    types: ["@cloudflare/workers-types"],
  },
  include: ["src"],
};

/** A project that uses what few others do. */
const RARE_SCHEMA = `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({
  namespaces: {
    RARE: {
      title: "rare",
      collections: {
        flags: collection({
          key: "flag:{name}",
          params: { name: z.string().regex(/^[a-z]{1,60}$/) },
          value: z.string(),
          ttl: ttl.none("set by hand"),
        }),
      },
    },
  },
});
`;
const RARE_READ =
  'import { KEY } from "@/keys";\nexport const read = (env) => env.RARE.get(KEY);\n';
const RARE = {
  "keyloom.schema.ts": RARE_SCHEMA,
  "long.schema.ts": RARE_SCHEMA.replace("{1,60}", "{1,600}"),
  "keyloom.config.ts":
    'export default { lint: { exclude: ["**/old"], rules: { "naming/plural": "error" } } };\n',
  "wrangler.toml": 'name = "rare"\n[[kv_namespaces]]\nbinding = "OTHER"\nid = "a"\n',
  "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
  "src/keys.ts": 'export const KEY = "flaag:dark";\n',
  "src/read.ts": RARE_READ,
  "src/old/read.ts": RARE_READ,
};

/** The names of modules, in declarations. */
const IMPORTED_TYPES = /^(?:import|export)\b[^;]*? from "([^"]+)"|\bimport\("([^"]+)"\)/gm;

let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "keyloom-package-"));
  write("package.json", JSON.stringify({ name: "app", private: true, type: "module" }));
  write("keyloom.schema.ts", SCHEMA);
  write("src/worker.ts", WORKER);
  write("public/index.html", "<h1>Hello</h1>\n");
  write("tsconfig.json", JSON.stringify(TSCONFIG));
  execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", project], {
    cwd: REPO,
  });
  const [tarball = ""] = readdirSync(project).filter((name) => name.endsWith(".tgz"));
  const packages = [
    `zod@${OLDEST_ZOD}`,
    "typescript@6",
    "typescript-7@npm:typescript@7",
    "esbuild",
    "@cloudflare/workers-types@5",
    `node@${OLDEST_NODE}`,
  ];
  execFileSync(
    "npm",
    ["install", "--silent", "--no-audit", "--no-fund", `./${tarball}`, ...packages],
    // As on the user's machine: no condition that this repo's own scripts set.
    { cwd: project, env: { ...process.env, NODE_OPTIONS: "" } },
  );
}, 300_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe(`the package, installed into an empty project, on Node ${OLDEST_NODE}`, () => {
  test("runs on that Node, and contains what it needs but no sources or tests", () => {
    expect(run("node", "--version").stdout.trim()).toBe(`v${OLDEST_NODE}`);
    const folder = join(project, "node_modules/keyloom");
    expect(readdirSync(folder).sort()).toEqual([
      ...["LICENSE", "README.md", "dist", "package.json", "pulumi-nodejs"],
    ]);
    const files = readdirSync(join(folder, "dist"), { recursive: true, encoding: "utf8" });
    expect(files.filter((file) => /(?<!\.d)\.ts$|test|\.map$/.test(file))).toEqual([
      // The entry of that name.
      ...files.filter((file) => file.startsWith(join("src", "testing"))),
    ]);
  });

  test("includes the licenses of the packages whose code it contains", () => {
    const notices = readFileSync(
      join(project, "node_modules/keyloom/dist/THIRD-PARTY-NOTICES.txt"),
      "utf8",
    );
    expect(notices).toMatch(/^commander \d\S+ \(MIT\)\n\n\(The MIT License\)/m);
    expect(notices).toMatch(/^chokidar /m);
    expect(notices).not.toMatch(/^(zod|vitest|@pulumi\/pulumi) /m);
  });

  test("checks, generates and lints", () => {
    expect(run("keyloom", "check")).toMatchObject({ code: 0, stderr: "" });
    expect(run("keyloom", "generate")).toMatchObject({ code: 0, stderr: "" });
    expect(run("keyloom", "generate", "--check")).toMatchObject({ code: 0, stderr: "" });
    expect(run("keyloom", "lint")).toMatchObject({ code: 0, stdout: "No problems found\n" });
    write("src/raw.ts", 'export const read = (env) => env.SHOP.get("sitte:index.html");\n');
    const found = run("keyloom", "lint", "--format", "json");
    rmSync(join(project, "src/raw.ts"));
    expect(found.code).toBe(1);
    expect(JSON.parse(found.stdout)).toMatchObject([
      { rule: "usage/unknown-key", file: "src/raw.ts", line: 1 },
    ]);
  });

  test("loads the packages that only some projects need: for globs, plurals, TOML, aliases, patterns, frames of code", () => {
    const folder = "rare";
    for (const [name, text] of Object.entries(RARE)) write(join(folder, name), text);
    const schema = join(folder, "keyloom.schema.ts");
    const { code, stdout } = run("keyloom", "lint", "--schema", schema);
    const longest = run("keyloom", "check", "--schema", join(folder, "long.schema.ts"));
    rmSync(join(project, folder), { recursive: true });
    expect(code).toBe(1);
    expect(stdout).toMatch(/keyloom\.schema\.ts:8:9 {2}error {2}naming\/plural/);
    expect(stdout).toMatch(/src\/read\.ts:2:30 {2}error {2}usage\/unknown-key/);
    expect(stdout).toContain("> 2 | export const read = (env) => env.RARE.get(KEY);");
    expect(stdout).toMatch(/wrangler\.toml:3:11 {2}error {2}bindings\/missing-binding/);
    expect(stdout).not.toContain("old");
    expect(longest.stdout).toContain("the longest key of `flag:{name}` has 605 bytes");
  });

  test("names the Node that it needs when it runs in one that is too old to load it", () => {
    const folder = join(project, "older");
    mkdirSync(folder);
    writeFileSync(join(folder, "package.json"), "{}");
    execFileSync(
      "npm",
      ["install", "--silent", "--no-audit", "--no-fund", `node@${TOO_OLD_NODE}`],
      {
        cwd: folder,
      },
    );
    const older = join("..", "..", "older/node_modules/.bin/node");
    const cli = "node_modules/keyloom/dist/src/cli/main.js";
    for (const args of [["--version"], ["check"], ["dev"]]) {
      expect(run(older, cli, ...args)).toEqual({
        code: 2,
        stdout: "",
        stderr: `keyloom: Node v${TOO_OLD_NODE} cannot import a schema file in TypeScript
help: Use Node 22.18 or newer.
`,
      });
    }
    const plugin = run(older, "--input-type=module", "-e", 'import "keyloom/eslint-plugin"');
    expect(plugin.stderr).toContain(
      `keyloom runs on Node ^22.18.0 || >=23.6.0, and this is v${TOO_OLD_NODE}`,
    );
    // Its version would do.
    const stripping = run("node", "--no-experimental-strip-types", cli, "check");
    expect(stripping.code).toBe(2);
    expect(stripping.stderr).toContain("help: It runs with `--no-strip-types`");
  });

  test("rejects two templates that can make the same key", () => {
    const collides = SCHEMA.replace('"config:flag:{name}"', '"session:{name}:web"');
    expect(collides).not.toBe(SCHEMA);
    write("collides.ts", collides);
    const { code, stdout, stderr } = run("keyloom", "check", "--schema", "collides.ts");
    rmSync(join(project, "collides.ts"));
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toContain("error  key-collision");
    expect(stdout).toMatch(/can make the same key, such as "session:\S+:web"/);
  });

  test("runs its rules in ESLint and oxlint with its own configurations", () => {
    for (const peer of ["eslint", "oxlint"]) link(peer);
    write("src/raw.js", 'export const read = (env) => env.SHOP.get("sitte:index.html");\n');
    write(
      "eslint.config.js",
      'import keyloom from "keyloom/eslint-plugin";\nexport default [keyloom.configs.recommended];\n',
    );
    write(
      "eslint.config.cjs",
      'module.exports = [require("keyloom/eslint-plugin").configs.recommended];\n',
    );
    write(".oxlintrc.json", '{ "extends": ["./node_modules/keyloom/dist/oxlint.json"] }\n');
    const eslints = ["eslint.config.js", "eslint.config.cjs"].map((config) =>
      run("node", "node_modules/eslint/bin/eslint.js", "--config", config, "src"),
    );
    const oxlint = run("node", "node_modules/oxlint/bin/oxlint", "src");
    for (const name of ["src/raw.js", "eslint.config.js", "eslint.config.cjs", ".oxlintrc.json"]) {
      rmSync(join(project, name));
    }
    for (const eslint of eslints) {
      expect(eslint).toMatchObject({ code: 1, stderr: "" });
      expect(eslint.stdout).toMatch(/1:30\s+error\s+.*keyloom\/unknown-key/);
    }
    expect(oxlint.code).toBe(1);
    expect(oxlint.stdout).toContain("keyloom(unknown-key)");
  });

  test("generates types that a strict compiler accepts, and that reject wrong calls", () => {
    expect(run("keyloom", "generate").code).toBe(0);
    for (const compiler of ["typescript", "typescript-7"]) {
      expect(tsc(compiler)).toMatchObject({ code: 0, stdout: "" });
    }
    write("src/wrong.ts", WORKER.replace('{ userId, device: "web" }', "{ userId }"));
    const { code, stdout } = tsc();
    rmSync(join(project, "src/wrong.ts"));
    expect(code).not.toBe(0);
    expect(stdout).toContain("src/wrong.ts(8,");
  });

  test("declares the types of its entries with no packages but its peers", () => {
    const folder = join(project, "node_modules/keyloom");
    const entries = Object.values(packageJson.exports).flatMap((entry) =>
      typeof entry === "object" && "types" in entry ? [join(folder, entry.types)] : [],
    );
    const packages = new Set<string>();
    const files = new Set(entries);
    for (const file of files) {
      for (const [, from, called] of readFileSync(file, "utf8").matchAll(IMPORTED_TYPES)) {
        const name = from ?? called ?? "";
        if (name.startsWith(".")) files.add(join(file, "..", name.replace(/\.ts$/, ".d.ts")));
        else packages.add(name);
      }
    }
    expect(files.size).toBeGreaterThan(50);
    expect([...packages].sort()).toEqual(["@pulumi/pulumi", "eslint", "miniflare", "zod"]);
  });

  test("bundles into a Worker without zod and without Node", () => {
    expect(run("keyloom", "generate").code).toBe(0);
    const bundle = run(
      ...(["esbuild", "src/worker.ts", "--bundle", "--minify", "--format=esm"] as const),
      ...(["--platform=neutral", "--outfile=worker.js", "--metafile=meta.json"] as const),
    );
    expect(bundle.code).toBe(0);
    const { inputs } = JSON.parse(readFileSync(join(project, "meta.json"), "utf8"));
    expect(Object.keys(inputs).sort()).toEqual([
      "node_modules/keyloom/dist/src/runtime/index.js",
      "src/kv.gen.ts",
      "src/worker.ts",
    ]);
  });

  test("bundles zod, the schema and little of its own if zod has to check a type", () => {
    const refined = SCHEMA.replace("z.iso.datetime()", "z.iso.datetime().refine(Boolean)");
    expect(refined).not.toBe(SCHEMA);
    write("keyloom.schema.ts", refined);
    const generated = run("keyloom", "generate");
    // As wrangler does it.
    const bundle = run(
      ...(["esbuild", "src/worker.ts", "--bundle", "--format=esm", "--platform=browser"] as const),
      ...(["--conditions=workerd,worker,browser", "--outfile=worker.js"] as const),
      "--metafile=meta.json",
    );
    const types = tsc();
    write("keyloom.schema.ts", SCHEMA);
    run("keyloom", "generate");
    expect(generated.stdout).toContain("1 part calls your zod schema");
    expect([types.stdout, bundle.code]).toEqual(["", 0]);
    const { inputs } = JSON.parse(readFileSync(join(project, "meta.json"), "utf8"));
    const files = Object.keys(inputs).filter((file) => !file.startsWith("node_modules/zod/"));
    expect(files.sort()).toEqual([
      "keyloom.schema.ts",
      "node_modules/keyloom/dist/src/index.js",
      "node_modules/keyloom/dist/src/runtime/index.js",
      "src/kv.gen.ts",
      "src/worker.ts",
    ]);
  });

  test("says what to install if `up --local` lacks its peers, and provisions with them", () => {
    const without = run("keyloom", "up", "--local");
    expect(without.code).toBe(2);
    expect(without.stderr).toMatch(
      /^keyloom: `up --local` needs the package \S+, which is not installed\nhelp: Run: npm install --save-dev @pulumi\/cloudflare @pulumi\/pulumi miniflare@\S+\n$/,
    );
    // The repo's own copies, which have their dependencies around them.
    for (const peer of ["miniflare", "@pulumi/pulumi", "@pulumi/cloudflare"]) link(peer);
    const first = run("keyloom", "up", "--local");
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toContain("3 created, 0 updated, 0 unchanged");
    expect(run("keyloom", "up", "--local").stdout).toContain("0 created, 0 updated, 3 unchanged");
  });

  test("starts Pulumi's provider from the folder that Pulumi.yaml can name", async () => {
    link("@pulumi/pulumi");
    const child = spawn(
      join(project, "node_modules/keyloom/pulumi-nodejs/pulumi-resource-pulumi-nodejs"),
      ["127.0.0.1:1"],
      { cwd: project, env: environment(), stdio: ["ignore", "pipe", "inherit"] },
    );
    const [port] = await once(createInterface(child.stdout), "line");
    child.kill();
    expect(port).toMatch(/^\d+$/);
  });

  test("has entries that can be imported: the schema language, the component, the helpers", () => {
    for (const peer of ["miniflare", "@pulumi/pulumi", "@pulumi/cloudflare"]) link(peer);
    const names = run(
      ...(["node", "--input-type=module", "-e"] as const),
      `const names = [];
       for (const entry of ["keyloom", "keyloom/runtime", "keyloom/pulumi", "keyloom/pulumi/provider", "keyloom/policies", "keyloom/testing"])
         names.push(...Object.keys(await import(entry)));
       console.log(names.join(" "));`,
    ).stdout;
    for (const name of [
      ...["defineKv", "KeyloomError", "KeyloomStack", "kvSeedProvider", "keyloomPolicies"],
      "startLocalCloudflare",
    ]) {
      expect(names).toContain(name);
    }
  });

  test("spares a program that imports the component first from loading TypeScript's compiler", () => {
    for (const peer of ["@pulumi/pulumi", "@pulumi/cloudflare"]) link(peer);
    const { stdout } = run(
      ...(["node", "--input-type=module", "-e"] as const),
      `import "keyloom/pulumi";
       import "@pulumi/pulumi";
       import { createRequire } from "node:module";
       const files = Object.keys(createRequire(import.meta.url).cache);
       const has = (pattern) => files.some((file) => pattern.test(file));
       console.log(has(/@pulumi.pulumi.index\\.js$/), has(/^[^:]*[\\\\/]typescript\\.js$/));`,
    );
    expect(stdout).toBe("true false\n");
  });

  test.each([
    ["enum Kind { A }\n", "enum"],
    ["namespace Kinds { export const a = 1; }\n", "namespace"],
  ])("says what to write instead of syntax that Node cannot strip: %s", (syntax, word) => {
    write("unstrippable.ts", `${SCHEMA}${syntax}`);
    const { code, stderr, stdout } = run("keyloom", "check", "--schema", "unstrippable.ts");
    rmSync(join(project, "unstrippable.ts"));
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(`unstrippable.ts:${SCHEMA.split("\n").length}:1`);
    expect(stderr).toContain(word);
    expect(stderr).toContain("help: ");
    expect(stderr).not.toContain("    at ");
  });
});

/** A block of code in the README, by the file's name in its first line. */
function readmeFile(name: string): string {
  const readme = readFileSync(join(REPO, "README.md"), "utf8");
  const [, text] = readme.split(`\`\`\`ts\n// ${name}\n`);
  if (text === undefined) throw new Error(`the README has no block for ${name}`);
  return text.slice(0, text.indexOf("```"));
}

function write(name: string, text: string): void {
  mkdirSync(join(project, name, ".."), { recursive: true });
  writeFileSync(join(project, name), text);
}

function link(name: string): void {
  rmSync(join(project, "node_modules", name), { recursive: true, force: true });
  linkPackage(project, name);
}

/** Runs a program of the project's own `node_modules/.bin`, as `npx` would. */
function run(program: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(join(project, "node_modules/.bin", program), args, {
    cwd: project,
    encoding: "utf8",
    env: environment(),
  });
  return { code: status, stdout, stderr };
}

/** Two versions of TypeScript have a program of the same name. */
function tsc(compiler = "typescript") {
  return run("node", `node_modules/${compiler}/bin/tsc`);
}

/** In which the project's programs are found first, its Node among them. */
function environment(): NodeJS.ProcessEnv {
  const path = `${join(project, "node_modules/.bin")}${delimiter}${process.env["PATH"]}`;
  return { ...process.env, NODE_OPTIONS: "", PATH: path };
}
