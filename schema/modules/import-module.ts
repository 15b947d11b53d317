import { pathToFileURL } from "node:url";
// For the author's module, which needs it in any case: here it is compiled as a part of Keyloom, and cached like one.
import "zod";
import { CannotRunError } from "../cannot-run.ts";
import { inTurn } from "../in-turn.ts";
import { authorsError, codeOf, isTakenForCommonJs } from "./authors-error.ts";
import { withOutputApart } from "./authors-output.ts";
import { checkText } from "./check-text.ts";
import { importInTime } from "./import-in-time.ts";
import { isJavaScriptCompiledOtherwise, withNodesOwnCompiler } from "./nodes-own-compiler.ts";
import { refusingExit } from "./refuse-exit.ts";
import { requireInTime } from "./require-in-time.ts";

/** A module that throws something other than an object. When it is required, Node prints lines of its own code. */
const THROWS_NO_OBJECT = /\bthrow\s+(?:["'`\d-]|(?:null|undefined|void|true|false)\b)/;

/**
 * Imports a module of the author's, one at a time: while it runs, the process's console and its end are not Node's.
 *
 * @throws CannotRunError that says where the author's code failed, or that it does not finish, or that it
 * ends the process.
 */
export const importModule = inTurn(async (path: string): Promise<Record<string, unknown>> => {
  try {
    const text = checkText(path);
    return await withOutputApart(() => refusingExit(path, () => run(path, text)));
  } catch (error) {
    throw error instanceof CannotRunError ? error : authorsError(error, path);
  }
});

/** @param text the module's text, if its file could be read. */
async function run(path: string, text: string): Promise<Record<string, unknown>> {
  const { href } = pathToFileURL(path);
  // `require` would run the text of a file with any other extension.
  const isOther = !/\.[cm]?[jt]s$/.test(path) || isJavaScriptCompiledOtherwise();
  if (isOther || THROWS_NO_OBJECT.test(text)) return await importInTime(href, path);
  try {
    return withNodesOwnCompiler(() => requireInTime(path));
  } catch (error) {
    if (codeOf(error) === "ERR_REQUIRE_ASYNC_MODULE") return await importInTime(href, path);
    if (!(error instanceof SyntaxError) || isTakenForCommonJs(error)) throw error;
    // Only an import tells the place of a syntax error or of a missing import; and it must be another module,
    // because Node remembers this one.
    return await importInTime(`${href}?again`, path);
  }
}
