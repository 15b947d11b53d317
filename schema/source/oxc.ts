import { createRequire } from "node:module";

type Oxc = typeof import("oxc-parser");

const load = createRequire(import.meta.url);
let loaded: Oxc | undefined;

/**
 * The parser. It is native code, and most runs do not parse anything: lint results are known from an earlier
 * run, and a sound schema is only run. It is required rather than imported, because it is loaded within
 * synchronous code.
 */
export function oxc(): Oxc {
  loaded ??= load("oxc-parser") as Oxc;
  return loaded;
}
