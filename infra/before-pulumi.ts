/**
 * What has to be done before Pulumi's package is loaded, so that this takes a fifth of its time: a module,
 * because modules are evaluated in the order in which they are imported.
 */
import { keepCompiled } from "./compile-cache.ts";
import { loadLater } from "./later-modules.ts";

keepCompiled();

/** To be let go when Pulumi's package is there. */
export const later = loadLater();
