import * as nodeModule from "node:module";

/**
 * Makes Node cache what it compiles from now on, including stripped types, from one run to the next, as
 * `tsc` and the `keyloom` command do.
 */
export function keepCompiled(): void {
  nodeModule.enableCompileCache?.();
}
