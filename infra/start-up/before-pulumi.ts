/**
 * What must be done before Pulumi's package is loaded, so that loading takes a fifth of the time. It is a
 * module, because modules are evaluated in the order of their imports.
 */
import { keepCompiled } from "./compile-cache.ts";
import { loadLater } from "./later-modules.ts";

keepCompiled();

/** Let it go when Pulumi's package is loaded. */
export const later = loadLater();
