import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildResult, build, type Plugin } from "esbuild";
import { generate } from "../../codegen/index.ts";
import { type Compiled, compileFile } from "../../schema/compile-file.ts";

const FOLDER = dirname(fileURLToPath(import.meta.url));

/** The schema of the tests in this folder. */
export const SCHEMA_FILE = join(FOLDER, "keyloom.schema.ts");

/** A Worker's bundle, and what went into it. */
export interface Bundle {
  readonly script: string;
  /** The files, relative to the root of this repository; the generated one is `generated`. */
  readonly inputs: readonly string[];
}

/**
 * Compiles the schema. Metadata without bounds is let pass, so that the limit below the schema's own
 * check can be tested.
 */
export async function compileTestSchema(schemaFile = SCHEMA_FILE): Promise<Compiled> {
  const compiled = await compileFile(schemaFile);
  const problems = compiled.problems.filter(({ rule }) => rule !== "metadata-too-long");
  if (problems.length > 0) throw new Error(JSON.stringify(problems, null, 2));
  return compiled;
}

/** Generates the accessors of a schema and bundles them with a Worker that imports `generated`. */
export async function bundleWorker(worker: string, schemaFile = SCHEMA_FILE): Promise<Bundle> {
  const { model } = await compileTestSchema(schemaFile);
  const { text } = await generate(schemaFile, model);
  const { outputFiles, metafile } = (await build({
    stdin: { contents: worker, sourcefile: "worker.ts", loader: "ts", resolveDir: FOLDER },
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    conditions: ["@keyloom/source"],
    external: ["cloudflare:workers"],
    absWorkingDir: join(FOLDER, "../.."),
    plugins: [generatedModule(text)],
  })) as BuildResult<{ write: false; metafile: true }>;
  const inputs = Object.keys(metafile.inputs).map((path) => path.replace(/:file$/, ""));
  return { script: outputFiles[0]?.text ?? "", inputs };
}

/** Gives the generated text without writing it. */
function generatedModule(contents: string): Plugin {
  return {
    name: "generated",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^generated$/ }, () => ({ path: "file", namespace: "generated" }));
      onLoad({ filter: /.*/, namespace: "generated" }, () => ({
        contents,
        loader: "ts",
        resolveDir: FOLDER,
      }));
    },
  };
}
