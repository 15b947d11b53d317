#!/usr/bin/env node
import * as nodeModule from "node:module";
import { resolveKnownModules } from "../../infra/start-up/known-modules.ts";

if (process.features.typescript) await runCommand();
else await refuseNode();

async function runCommand(): Promise<void> {
  // Node then caches what it compiles, including schema files without their types, as it does for `tsc`: in its
  // own cache folder, unless NODE_DISABLE_COMPILE_CACHE is set.
  nodeModule.enableCompileCache();
  resolveKnownModules();
  // Anything imported earlier would be compiled anew each time.
  const { end, runProgram } = await import("./program.ts");
  const exitCode = await runProgram(process.argv);
  await Promise.all([process.stdout, process.stderr].map(isWritten));
  // Node itself would first collect garbage, and wait for timers and connections of the schema.
  end(exitCode);
}

/** Waits until everything printed is written, which takes time if a pipe is read slowly. */
function isWritten(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write("", () => resolve());
  });
}

/** Says which Node is needed, in a Node that cannot even load the other parts. */
async function refuseNode(): Promise<void> {
  const { typesStay } = await import("../../schema/modules/node-version.ts");
  const { message, help } = typesStay();
  console.error(`keyloom: ${message}\nhelp: ${help}`);
  process.exitCode = 2;
}
