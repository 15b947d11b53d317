/**
 * What must be done before Pulumi's package is loaded, so that loading takes a fifth of the time. It is a
 * module, because modules are evaluated in the order of their imports.
 */
import * as nodeModule from "node:module";
import { loadLater } from "./later-modules.ts";

// What Node compiles from now on, including stripped types, is cached from one run to the next.
nodeModule.enableCompileCache?.();

/** Let it go when Pulumi's package is loaded. */
export const later = loadLater();
