import { build } from "esbuild";
import type { Side } from "./sides.ts";

/** Bundles an entry with a side's module, as a Worker's build would. */
export async function bundle(
  side: Side,
  entry: string,
  format: "esm" | "iife" = "esm",
): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    minify: true,
    format,
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["@keyloom/source", "worker"],
    write: false,
    logLevel: "error",
    plugins: [
      {
        name: "side",
        setup({ onLoad, onResolve }) {
          onResolve({ filter: /^side$/ }, () => ({ path: "side", namespace: "side" }));
          onLoad({ filter: /./, namespace: "side" }, () => ({
            contents: side.code,
            resolveDir: import.meta.dirname,
            loader: "ts",
          }));
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? "";
}
