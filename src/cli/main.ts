#!/usr/bin/env node
import * as nodeModule from "node:module";
import { resolveKnownModules } from "../../infra/known-modules.ts";

// Node then keeps what it compiles, schema files with their types taken out among it, as it does for
// `tsc`: in its folder for that, unless NODE_DISABLE_COMPILE_CACHE is set. Older Nodes have no such thing.
nodeModule.enableCompileCache?.();
resolveKnownModules();
// What is imported before is compiled anew each time.
const { end, runProgram } = await import("./program.ts");
const exitCode = await runProgram(process.argv);
await Promise.all([process.stdout, process.stderr].map(isWritten));
// By itself Node would first collect garbage, and wait for timers and connections of the schema's.
end(exitCode);

/** Waits until all that was printed has gone out, which takes its time where a pipe is read slowly. */
function isWritten(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write("", () => resolve());
  });
}
