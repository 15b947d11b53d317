import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";

const REPO = fileURLToPath(new URL("../..", import.meta.url));

/** Prints what Node loads for a use of the memory KV from the package's entry. */
const PROGRAM = `
import { registerHooks } from "node:module";
const loaded = [];
registerHooks({
  load(url, context, next) {
    loaded.push(url);
    return next(url, context);
  },
});
const { createMemoryKv } = await import("keyloom/testing");
const kv = createMemoryKv();
await kv.put("key", "v");
console.log(JSON.stringify({ value: await kv.get("key"), loaded }));
`;

test("the memory KV alone loads neither Miniflare nor a Node module", () => {
  const output = execFileSync(
    process.execPath,
    ["--conditions=@keyloom/source", "--input-type=module", "--eval", PROGRAM],
    { cwd: REPO, encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } },
  );
  const { value, loaded } = JSON.parse(output) as { value: string; loaded: readonly string[] };
  expect(value).toBe("v");
  const files = loaded.map((url) => url.replace(/^.*\/src\//, "src/"));
  expect(files).toContain("src/testing/memory-kv/memory-kv.ts");
  expect(files.filter((file) => !/^src\/(testing|runtime|repeatable)\//.test(file))).toEqual([]);
});

test("the memory KV can be bundled for a browser from a few small files", async () => {
  const { metafile } = await build({
    stdin: {
      contents: `export { createMemoryKv } from "./src/testing/memory-kv/memory-kv.ts";`,
      resolveDir: REPO,
    },
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    absWorkingDir: REPO,
  });
  const inputs = Object.keys(metafile.inputs).filter((input) => input !== "<stdin>");
  expect(inputs).toContain("src/testing/memory-kv/memory-kv.ts");
  expect(inputs.filter((input) => !/^src\/(testing|runtime|repeatable)\//.test(input))).toEqual([]);
});
