import * as nodeModule from "node:module";
import { keepCompiled } from "./compile-cache.ts";
import { resolveKnownModules } from "./known-modules.ts";

/**
 * Does work that loads modules of Keyloom's and a schema with its zod, as fast as the `keyloom` command
 * loads them, in a process of Pulumi's: Node is told where they are, and keeps what it compiles. That is
 * written to the disk when the work is done: Pulumi's engine kills its providers at the end, and Node would
 * write it as it ends.
 */
export async function loadingFast<Result>(work: () => Promise<Result>): Promise<Result> {
  keepCompiled();
  const known = resolveKnownModules();
  try {
    return await work();
  } finally {
    known.letGo();
    nodeModule.flushCompileCache?.();
  }
}
