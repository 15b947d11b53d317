import { globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type InitialSchema, initialSchema } from "../../src/init/index.ts";
import { REPO, writeProject } from "../project.ts";

const FOLDER = join(REPO, "test/fixtures/lint/workers");

/** The Workers that are written after public ones, by name. */
export const WORKERS = globSync("*.ts", { cwd: FOLDER })
  .map((file) => basename(file, ".ts"))
  .sort();

/** Writes a Worker's project, with a wrangler file of its namespaces. */
export function workerProject(name: string): string {
  const source = readFileSync(join(FOLDER, `${name}.ts`), "utf8");
  const declared = source.matchAll(/\b([A-Z][A-Z_]*)\??: KVNamespace/g);
  const bindings = [...new Set([...declared].map(([, binding = ""]) => binding))].sort();
  const kv_namespaces = (bindings.length === 0 ? ["KV"] : bindings).map((binding, index) => ({
    binding,
    id: String(index).padStart(32, "0"),
  }));
  const wrangler = { name, main: "src/worker.ts", kv_namespaces };
  return writeProject({
    "package.json": JSON.stringify({
      type: "module",
      devDependencies: { keyloom: "1", zod: "4" },
    }),
    "wrangler.jsonc": JSON.stringify(wrangler, null, 2),
    "src/worker.ts": source,
  });
}

/** A project's first schema, written into it. */
export async function written(root: string): Promise<InitialSchema & { readonly file: string }> {
  const file = join(root, "keyloom.schema.ts");
  const schema = await initialSchema(file);
  writeFileSync(file, schema.text);
  return { ...schema, file };
}
