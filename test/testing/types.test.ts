import { writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { REPO } from "../project.ts";
import { writeDocsProject } from "./docs-project.ts";

/** As in a Worker's project, where the types of the platform are those of workers-types. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2024,
  lib: ["lib.es2024.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  customConditions: ["@keyloom/source"],
  allowImportingTsExtensions: true,
  skipLibCheck: true,
};

const WORKERS_TYPES = join(REPO, "node_modules/@cloudflare/workers-types/index.d.ts");

const RIGHT = `
import type { KVNamespace as ModuleKVNamespace } from "@cloudflare/workers-types";
import type { KVNamespace as AccessorKVNamespace } from "keyloom/runtime";
import { createMemoryKv } from "memory-kv";
import { type Env, keyloom } from "./kv.gen.ts";

export const binding: KVNamespace = createMemoryKv();
export const fromModule: ModuleKVNamespace = createMemoryKv();
export const forAccessors: AccessorKVNamespace = createMemoryKv();
export const env: Env = { SHOP: createMemoryKv() };
export const cart: string[] | null = await keyloom(env).SHOP.cart.get({ userId: "ann" });

const kv = createMemoryKv();
export const text: string | null = await kv.get("key");
export const json: { a: number } | null = await kv.get<{ a: number }>("key", "json");
export const stream: ReadableStream | null = await kv.get("key", { type: "stream" });
export const many: Map<string, string | null> = await kv.get(["key"]);
export const { metadata }: { metadata: string | null } = await kv.getWithMetadata<string>("key");
await kv.put("key", new Blob(["x"]).stream(), { metadata: { any: 1 }, expirationTtl: 60 });
`;

const WRONG = `
import { createMemoryKv } from "memory-kv";

export const more: KVNamespace & { more: 1 } = createMemoryKv();
export const bytes: ArrayBuffer | null = await createMemoryKv().get("key");
await createMemoryKv().put("key", 5);
`;

test("a Worker's code accepts the memory KV as its binding, and reads typed values from it", async () => {
  const project = await writeDocsProject();
  const check = (code: string) => {
    const file = join(project, "src/check.ts");
    writeFileSync(file, code);
    const options = {
      ...OPTIONS,
      types: [],
      // Alone, without the entry's other half, which is for Node: it may need no types of Node.
      paths: { "memory-kv": [join(REPO, "src/testing/memory-kv/memory-kv.ts")] },
    };
    const program = ts.createProgram(
      [file, join(project, "src/worker.ts"), WORKERS_TYPES],
      options,
    );
    return ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  };
  expect(check(RIGHT)).toEqual([]);
  expect(check(WRONG)).toHaveLength(3);
});
