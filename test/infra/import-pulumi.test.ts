import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { REPO } from "../project.ts";

/** Tells at which steps TypeScript's compiler is loaded, in a process that nothing else loads it into. */
const PROGRAM = `
import { createRequire } from "node:module";
import { importPulumi } from "./infra/in-process/import-pulumi.ts";
const { cache } = createRequire(import.meta.url);
const isLoaded = () => Object.keys(cache).some((file) => /^[^:]*[\\\\/]typescript\\.js$/.test(file));
const pulumi = await importPulumi(() => import("@pulumi/pulumi"));
const before = isLoaded();
const { text } = await pulumi.runtime.serializeFunction(() => 42);
console.log(JSON.stringify({ before, after: isLoaded(), text }));
`;

describe("Pulumi in the in-process run", () => {
  test("is without TypeScript's compiler, until something needs it", () => {
    const printed = execFileSync(process.execPath, ["--input-type=module", "-e", PROGRAM], {
      cwd: REPO,
      encoding: "utf8",
    });
    const { text, ...loaded } = JSON.parse(printed);
    expect(loaded).toEqual({ before: false, after: true });
    expect(text).toContain("() => 42");
  });
});
