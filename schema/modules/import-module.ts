import { createRequire } from "node:module";
import { extname } from "node:path";
import { pathToFileURL } from "node:url";
import { CannotRunError } from "../cannot-run.ts";
import { authorsError, codeOf, isTakenForCommonJs } from "./authors-error.ts";
import { withOutputApart } from "./authors-output.ts";
import { checkText } from "./check-text.ts";
import { importInTime } from "./import-in-time.ts";
import { refusingExit } from "./refuse-exit.ts";
import { requireInTime } from "./require-in-time.ts";

/** A module that throws what is no object. Where that is required, Node itself prints lines of its own code. */
const THROWS_NO_OBJECT = /\bthrow\s+(?:["'`\d-]|(?:null|undefined|void|true|false)\b)/;

/**
 * Imports a module of the author's.
 *
 * @throws CannotRunError that says where the author's code went wrong, or that it does not come to an
 * end, or ends the process.
 */
export async function importModule(path: string): Promise<Record<string, unknown>> {
  try {
    const text = checkText(path);
    return await withOutputApart(() => refusingExit(path, () => run(path, text)));
  } catch (error) {
    throw error instanceof CannotRunError ? error : authorsError(error, path);
  }
}

/** @param text the module's, where its file could be read. */
async function run(path: string, text: string): Promise<Record<string, unknown>> {
  const { href } = pathToFileURL(path);
  // Of a file with any other ending, `require` would run the text.
  const isOther = !/\.[cm]?[jt]s$/.test(path) || isCompiledOtherwise(path);
  if (isOther || THROWS_NO_OBJECT.test(text)) return await importInTime(href, path);
  try {
    return requireInTime(path);
  } catch (error) {
    if (codeOf(error) === "ERR_REQUIRE_ASYNC_MODULE") return await importInTime(href, path);
    if (!(error instanceof SyntaxError) || isTakenForCommonJs(error)) throw error;
    // Of what does not parse, or is not there to be imported, only an import tells the place; and it has
    // to be of another module, because Node keeps what it knows of this one.
    return await importInTime(`${href}?again`, path);
  }
}

/**
 * Whether `require` would have something other than Node compile the module, as it does under the ts-node
 * of Pulumi's TypeScript programs: with types checked by the program's options, and as CommonJS. Node
 * itself has no entry for such endings.
 */
function isCompiledOtherwise(path: string): boolean {
  const ending = extname(path);
  return ending.endsWith("ts") && ending in createRequire(import.meta.url).extensions;
}
