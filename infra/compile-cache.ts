import * as nodeModule from "node:module";

/**
 * Lets Node keep what it compiles from now on, the types that it strips among it, from one run to the
 * next, as `tsc` and the `keyloom` command do.
 */
export function keepCompiled(): void {
  nodeModule.enableCompileCache?.();
}

/**
 * The same for some work. It is written to the disk when the work is done: Pulumi's engine kills its
 * providers at the end, and Node would write it as it ends.
 */
export async function withCompileCache<Result>(work: () => Promise<Result>): Promise<Result> {
  keepCompiled();
  try {
    return await work();
  } finally {
    nodeModule.flushCompileCache?.();
  }
}
