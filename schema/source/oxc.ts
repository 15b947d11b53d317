import { createRequire } from "node:module";

type Oxc = typeof import("oxc-parser");

const load = createRequire(import.meta.url);
let loaded: Oxc | undefined;

/**
 * The parser. It is native code, and most runs get by without a text to parse: what is linted is known
 * from an earlier run, and a sound schema is only run. To be loaded in the midst of what is not
 * asynchronous, it is required rather than imported.
 */
export function oxc(): Oxc {
  loaded ??= load("oxc-parser") as Oxc;
  return loaded;
}
