import * as nodeModule from "node:module";

/**
 * Lets Node keep what it compiles from now on, the types that it strips among it, from one run to the
 * next, as `tsc` and the `keyloom` command do.
 */
export function keepCompiled(): void {
  nodeModule.enableCompileCache?.();
}
