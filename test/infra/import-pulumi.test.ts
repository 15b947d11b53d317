import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { REPO } from "../project.ts";

/** Tells at which steps what only some programs use is loaded, in a process that nothing else loads it into. */
function loadedBy(imports: string): unknown {
  const program = `
import { createRequire } from "node:module";
${imports}
const { cache } = createRequire(import.meta.url);
const loaded = () => Object.entries({
  compiler: "typescript/lib/typescript.js",
  installer: "@npmcli/arborist/lib/index.js",
  automation: "@pulumi/pulumi/automation/index.js",
}).flatMap(([name, file]) =>
  cache[createRequire(import.meta.url).resolve("./node_modules/" + file)] === undefined ? [] : name);
const before = loaded();
const { text } = await pulumi.runtime.serializeFunction(() => 42);
const withText = loaded();
const paths = await pulumi.runtime.computeCodePaths();
const withPaths = loaded();
const hasAutomation = Object.keys(pulumi.automation).includes("LocalWorkspace") &&
  pulumi.automation.LocalWorkspace === createRequire(import.meta.url)("@pulumi/pulumi/automation").LocalWorkspace;
console.log(JSON.stringify({
  before, withText, withPaths, all: loaded(),
  isText: text.includes("() => 42"), hasPaths: paths.size > 0, hasAutomation,
}));
`;
  const printed = execFileSync(
    process.execPath,
    ["--no-warnings", "--input-type=module", "-e", program],
    {
      cwd: REPO,
      encoding: "utf8",
    },
  );
  return JSON.parse(printed);
}

const ALL = ["compiler", "installer", "automation"];
const ON_DEMAND = {
  before: [],
  withText: ["compiler"],
  withPaths: ["compiler", "installer"],
  all: ALL,
  isText: true,
  hasPaths: true,
  hasAutomation: true,
};

test("the in-process run loads parts of Pulumi that only some programs use when something needs them", () => {
  const imports = `
import { importPulumi } from "./infra/in-process/import-pulumi.ts";
const pulumi = await importPulumi(() => import("@pulumi/pulumi"));
`;
  expect(loadedBy(imports)).toEqual(ON_DEMAND);
});

test("so does a program that imports keyloom/pulumi first", () => {
  const imports = `
import "keyloom/pulumi";
import * as pulumi from "@pulumi/pulumi";
`;
  expect(loadedBy(imports)).toEqual(ON_DEMAND);
});

test("a program that imports keyloom/pulumi later loads all of Pulumi at once", () => {
  const imports = `
import * as pulumi from "@pulumi/pulumi";
import "keyloom/pulumi";
`;
  expect(loadedBy(imports)).toEqual({ ...ON_DEMAND, before: ALL, withText: ALL, withPaths: ALL });
});
