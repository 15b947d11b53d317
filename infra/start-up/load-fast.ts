import * as nodeModule from "node:module";
import { resolveKnownModules } from "./known-modules.ts";

/**
 * Does work in one of Pulumi's processes that loads Keyloom's modules and a schema with its zod, as fast as
 * the `keyloom` command loads them: Node is told where they are, and caches what it compiles. The cache is
 * written to disk when the work is done: Node would write it when it exits, but Pulumi's engine kills its
 * providers at the end.
 */
export async function loadingFast<Result>(work: () => Promise<Result>): Promise<Result> {
  nodeModule.enableCompileCache?.();
  const known = resolveKnownModules();
  try {
    return await work();
  } finally {
    known.letGo();
    nodeModule.flushCompileCache?.();
  }
}
