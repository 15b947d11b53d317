import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { REPO } from "../project.ts";

/** Tells at which steps what only functions as text need is loaded, in a process that nothing else loads it into. */
function loadedBy(imports: string): unknown {
  const program = `
import { createRequire } from "node:module";
${imports}
const { cache } = createRequire(import.meta.url);
const loaded = () => ["typescript/lib/typescript.js", "@npmcli/arborist/lib/index.js"]
  .filter((file) => cache[createRequire(import.meta.url).resolve("./node_modules/" + file)] !== undefined)
  .map((file) => file.split("/lib/")[0]);
const before = loaded();
const { text } = await pulumi.runtime.serializeFunction(() => 42);
const withText = loaded();
const paths = await pulumi.runtime.computeCodePaths();
console.log(JSON.stringify({
  before, withText, withPaths: loaded(), isText: text.includes("() => 42"), hasPaths: paths.size > 0,
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

const COMPILER = "typescript";
const INSTALLER = "@npmcli/arborist";
const ON_DEMAND = {
  before: [],
  withText: [COMPILER],
  withPaths: [COMPILER, INSTALLER],
  isText: true,
  hasPaths: true,
};

test("the in-process run has Pulumi without TypeScript's compiler and npm's installer, until something needs them", () => {
  const imports = `
import { importPulumi } from "./infra/in-process/import-pulumi.ts";
const pulumi = await importPulumi(() => import("@pulumi/pulumi"));
`;
  expect(loadedBy(imports)).toEqual(ON_DEMAND);
});

test("so has a program that imports keyloom/pulumi first", () => {
  const imports = `
import "keyloom/pulumi";
import * as pulumi from "@pulumi/pulumi";
`;
  expect(loadedBy(imports)).toEqual(ON_DEMAND);
});

test("a program that imports keyloom/pulumi later has all of Pulumi at once", () => {
  const imports = `
import * as pulumi from "@pulumi/pulumi";
import "keyloom/pulumi";
`;
  const both = [COMPILER, INSTALLER];
  expect(loadedBy(imports)).toEqual({
    ...ON_DEMAND,
    before: both,
    withText: both,
    withPaths: both,
  });
});
