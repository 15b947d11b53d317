import { inspect } from "node:util";
import { CannotRunError } from "../cannot-run.ts";
import { errorPlace } from "../source/error-place.ts";

/** What code of the author's threw, with its place: in the module itself where nothing more is known. */
export function authorsError(error: unknown, path: string): CannotRunError {
  return new CannotRunError(
    error instanceof Error ? messageOf(error) : `${inspect(error)} was thrown`,
    {
      cause: error,
      help: helpFor(error),
      place: errorPlace(error, path),
    },
  );
}

/** How much of what is behind an error is told. An error may be its own cause. */
const MAX_CAUSES = 4;

/** What an error says, and what is behind it: that a `fetch` has failed does not say why. */
function messageOf({ message, cause }: Error, causes = MAX_CAUSES): string {
  if (causes === 0 || !(cause instanceof Error) || cause.message === "") return message;
  return `${message}: ${messageOf(cause, causes - 1)}`;
}

/** Node's own name for an error; empty where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function helpFor(error: unknown): string {
  const code = codeOf(error);
  switch (code) {
    case "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX":
      return "Node runs the file by stripping its types, so it cannot contain TypeScript syntax that generates code: use a union or an object instead of `enum`, a module instead of `namespace`, plain fields instead of parameter properties.";
    case "ERR_INVALID_TYPESCRIPT_SYNTAX":
      return "Fix the syntax.";
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
      return isTakenForCommonJs(error)
        ? "Node treats the file as CommonJS, because the package.json above it says so: run `npm pkg set type=module`, or end the file's name with `.mts`."
        : "Fix the syntax, or the import's name.";
  }
  if (error instanceof ReferenceError && error.message.endsWith("before initialization")) {
    return "It is used before it is initialized: move a constant above its uses; if files import each other in a circle, move what both use into a file of its own.";
  }
  return "Keyloom runs the file to read it: its top-level code must not fail.";
}

/** Whether syntax of ES modules was refused, as in a package of the type that `npm init` gives. */
export function isTakenForCommonJs(error: unknown): boolean {
  const { message = "" } = error instanceof SyntaxError ? error : {};
  return /^(Cannot use import statement outside a module|Unexpected token 'export')/.test(message);
}
