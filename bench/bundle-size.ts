import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** The size of what one entry bundles to. */
export interface BundleSize {
  readonly what: string;
  readonly bytes: number;
  readonly gzip: number;
  /** Gzip, as a share of what zod alone takes for one value type of the same example. */
  readonly "of zod": string;
}

const root = fileURLToPath(new URL("..", import.meta.url));

/** One value type of the example, as a Worker would check it with zod. */
const ZOD_ENTRY = `
  import * as z from "zod";
  const Session = z.object({
    startedAt: z.iso.datetime(),
    recent: z.array(z.string()).max(5),
  });
  export default { fetch: async (request) => Response.json(Session.parse(await request.json())) };
`;

/** The example's accessors alone: what its own code adds is not Keyloom's. */
const ACCESSORS_ENTRY = `
  import { keyloom } from "./examples/compat/src/kv.gen.ts";
  export default { fetch: async (request, env) => Response.json(Object.keys(keyloom(env))) };
`;

/** Bundles the example, its accessors and zod, and gives their sizes. */
export async function bundleSizes(): Promise<readonly BundleSize[]> {
  const zod = await sizeOf(ZOD_ENTRY);
  const rows = [
    ["accessors of 5 collections", await sizeOf(ACCESSORS_ENTRY)],
    [
      "the whole example Worker",
      await sizeOf('export { default } from "./examples/compat/src/worker.ts"'),
    ],
    ["zod, one value type", zod],
  ] as const;
  return rows.map(([what, { bytes, gzip }]) => ({
    what,
    bytes,
    gzip,
    "of zod": `${((100 * gzip) / zod.gzip).toFixed(0)} %`,
  }));
}

async function sizeOf(contents: string): Promise<{ bytes: number; gzip: number }> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["@keyloom/source"],
    write: false,
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return { bytes: code.byteLength, gzip: gzipSync(code).byteLength };
}
