import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { generateFile } from "../../codegen/file.ts";
import { compileFile } from "../../schema/compile-file.ts";
import type { MethodName } from "../../schema/method-names.ts";
import type { Model } from "../../schema/model.ts";

/** The folder of the benches. */
export const BENCH = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * The accessors of a schema of bench/schemas, as `keyloom generate` writes them.
 *
 * @param methods the methods that each collection has (default: all).
 */
export async function accessorsOf(
  schema: string,
  methods?: readonly MethodName[],
): Promise<string> {
  const model = await modelOf(schema);
  const namespaces = model.namespaces.map((namespace) => ({
    ...namespace,
    collections: namespace.collections.map((collection) => ({
      ...collection,
      ...(methods !== undefined && { methods }),
    })),
  }));
  return generateFile({ ...model, namespaces }, `${schema}.keyloom.ts`);
}

/** The model of a schema of bench/schemas. */
export async function modelOf(schema: string): Promise<Model> {
  const file = join(BENCH, "schemas", `${schema}.keyloom.ts`);
  const { model, problems } = await compileFile(file);
  if (problems.length > 0) throw new Error(JSON.stringify(problems, null, 2));
  return model;
}

/**
 * Bundles and minifies as wrangler does for a Worker.
 *
 * @param modules texts that the entry may import by name, instead of files.
 */
export async function bundled(
  entry: string,
  modules: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: BENCH, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["@keyloom/source"],
    write: false,
    plugins: [
      {
        name: "texts",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^[\w-]+$/ }, ({ path }) =>
            Object.hasOwn(modules, path) ? { path, namespace: "text" } : undefined,
          );
          onLoad({ filter: /.*/, namespace: "text" }, ({ path }) => ({
            contents: modules[path] ?? "",
            loader: "ts",
            resolveDir: BENCH,
          }));
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? "";
}
