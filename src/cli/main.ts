#!/usr/bin/env node
import * as nodeModule from "node:module";
import { loadLocalesOnDemand } from "./zod-locales.ts";

// Node then keeps what it compiles, schema files with their types taken out among it, as it does for
// `tsc`: in its folder for that, unless NODE_DISABLE_COMPILE_CACHE is set. Older Nodes have no such thing.
nodeModule.enableCompileCache?.();
loadLocalesOnDemand();
// What is imported before is compiled anew each time.
const { runProgram } = await import("./program.ts");
process.exitCode = await runProgram(process.argv);
