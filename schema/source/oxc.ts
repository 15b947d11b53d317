import { createRequire } from "node:module";
import type { ParseResult } from "oxc-parser";
import { tooDeepAt } from "./nesting.ts";

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

/** Parses a file up to where it is nested too deep for the parser, which is an error there. */
export function parseCode(path: string, text: string): ParseResult {
  return oxc().parseSync(path, text.slice(0, tooDeepAt(text)));
}
