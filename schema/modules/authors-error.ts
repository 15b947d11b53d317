import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { inspect } from "node:util";
import { nearest } from "../../src/folders/folders-from.ts";
import { CannotRunError } from "../cannot-run.ts";
import { errorPlace } from "../source/error-place.ts";

/** What the author's code threw, with its place: the module itself if nothing more is known. */
export function authorsError(error: unknown, path: string): CannotRunError {
  const place = errorPlace(error, path);
  return new CannotRunError(
    error instanceof Error ? messageOf(error) : `${inspect(error)} was thrown`,
    { cause: error, help: helpFor(error, place.file), place },
  );
}

/** How many causes of an error are reported. An error may be its own cause. */
const MAX_CAUSES = 4;

/** Node's code for any failure of what strips types: mostly its stack or its memory is too small for the nesting. */
const UNSTRIPPED = "ERR_INTERNAL_ASSERTION";

/** The message of an error and of its causes: that a `fetch` failed does not say why. */
function messageOf(error: Error, causes = MAX_CAUSES): string {
  const { message, cause } = error;
  if (codeOf(error) === UNSTRIPPED) {
    // The other lines ask the reader to report a bug of Node.
    return `Node cannot strip the types of this file or of an import: ${message.split("\n", 1)[0]}`;
  }
  if (causes === 0 || !(cause instanceof Error) || cause.message === "") return message;
  return `${message}: ${messageOf(cause, causes - 1)}`;
}

/** Node's code for an error; empty if it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** @param file the file of the error's place. */
function helpFor(error: unknown, file: string): string {
  const code = codeOf(error);
  switch (code) {
    case "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX":
      return "Node runs the file by stripping its types, so it cannot contain TypeScript syntax that generates code: use a union or an object instead of `enum`, a module instead of `namespace`, plain fields instead of parameter properties.";
    case "ERR_INVALID_TYPESCRIPT_SYNTAX":
      return "Fix the syntax.";
    case UNSTRIPPED:
      return "If something in it is nested hundreds of levels deep, give inner parts a name of their own.";
    case "ERR_INVALID_PACKAGE_CONFIG":
      return "Fix the JSON of that file: Node reads the type of the modules from it.";
    case "EACCES":
    case "EPERM":
      return "Give yourself permission to read the file.";
    case "ERR_MODULE_NOT_FOUND":
      return "Install the package, or fix the path: imports of files need their extension (`./codecs.ts`).";
    default:
      if (code.startsWith("ERR_")) return "Fix the import that Node names.";
      if (!(error instanceof SyntaxError)) break;
      if (isTakenForCommonJs(error)) return commonJsHelp("the file");
      return isOfCommonJs(error, file)
        ? commonJsHelp("that file")
        : "Fix the syntax, or the import's name.";
  }
  if (error instanceof ReferenceError && error.message.endsWith("before initialization")) {
    return "It is used before it is initialized: move a constant above its uses; if files import each other in a circle, move what both use into a file of its own.";
  }
  return "Keyloom runs the file to read it: its top-level code must not fail.";
}

function commonJsHelp(file: string): string {
  return `Node treats ${file} as CommonJS, because the package.json above it says so: run \`npm pkg set type=module\`, or end the file's name with \`.mts\`.`;
}

/** Whether Node misses an export of an imported file because the type of its package makes it CommonJS. */
function isOfCommonJs({ message }: SyntaxError, importer: string): boolean {
  const [, specifier] = /module '(\..*\.[jt]s)' does not provide an export/.exec(message) ?? [];
  if (specifier === undefined) return false;
  const file = nearest(dirname(resolve(dirname(importer), specifier)), "package.json");
  return file !== undefined && JSON.parse(readFileSync(file, "utf8")).type === "commonjs";
}

/** Whether Node rejected ES module syntax, as in a package of the type that `npm init` sets. */
export function isTakenForCommonJs(error: unknown): boolean {
  const { message = "" } = error instanceof SyntaxError ? error : {};
  return /^(Cannot use import statement outside a module|Unexpected token 'export')/.test(message);
}
