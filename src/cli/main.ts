#!/usr/bin/env node
import * as nodeModule from "node:module";
import { resolveKnownModules } from "../../infra/known-modules.ts";

if (process.features.typescript) await runCommand();
else await refuseNode();

async function runCommand(): Promise<void> {
  // Node then keeps what it compiles, schema files with their types taken out among it, as it does for
  // `tsc`: in its folder for that, unless NODE_DISABLE_COMPILE_CACHE is set.
  nodeModule.enableCompileCache();
  resolveKnownModules();
  // What is imported before is compiled anew each time.
  const { end, runProgram } = await import("./program.ts");
  const exitCode = await runProgram(process.argv);
  await Promise.all([process.stdout, process.stderr].map(isWritten));
  // By itself Node would first collect garbage, and wait for timers and connections of the schema's.
  end(exitCode);
}

/** Waits until all that was printed has gone out, which takes its time where a pipe is read slowly. */
function isWritten(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write("", () => resolve());
  });
}

/** Says which Node it takes, in one of which the other parts cannot even be loaded. */
async function refuseNode(): Promise<void> {
  const { typesStay } = await import("../../schema/modules/node-version.ts");
  const { message, help } = typesStay();
  console.error(`keyloom: ${message}\nhelp: ${help}`);
  process.exitCode = 2;
}
