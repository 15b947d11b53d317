import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { CannotRunError } from "./cannot-run.ts";
import { DEFINITION, type KvDefinition } from "./define.ts";
import { requireInTime } from "./require-in-time.ts";
import { DefinitionSource } from "./source/definition-source.ts";
import { errorPlace } from "./source/error-place.ts";

/**
 * Imports a schema file by Node's own type stripping and gives its default export.
 *
 * @throws CannotRunError with the place, where there is one: no such file, syntax that cannot be
 * stripped, a module that is missing, an error thrown while it runs, no `defineKv` by default.
 */
export async function loadSchema(file: string): Promise<KvDefinition> {
  const path = schemaPath(file);
  const definition = (await importModule(path))["default"] as KvDefinition | undefined;
  if (definition?.[DEFINITION] !== "kv") {
    throw new CannotRunError("the schema file does not export a schema by default", {
      place: new DefinitionSource(path).placeOf([]),
      help: "End it with `export default defineKv({ … })`.",
    });
  }
  return definition;
}

/**
 * The absolute path of a schema file.
 *
 * @param more what else to say where there is none.
 * @throws CannotRunError where there is no such file.
 */
export function schemaPath(file: string, more = ""): string {
  const path = resolve(file);
  if (existsSync(path) && statSync(path).isFile()) return path;
  throw new CannotRunError(`there is no schema file at ${path}`, {
    help: `Create it, or give another path: with \`--schema PATH\`, or where a Pulumi program loads it.${more}`,
  });
}

/**
 * Imports a module of the author's.
 *
 * @throws CannotRunError that says where the author's code went wrong.
 */
export async function importModule(path: string): Promise<Record<string, unknown>> {
  const { promise: never, reject } = Promise.withResolvers<never>();
  // Nothing is left that could happen, and the module still waits.
  const stop = () => reject(waitsForEver(path));
  process.once("beforeExit", stop);
  try {
    return await Promise.race([run(path), never]);
  } catch (error) {
    throw error instanceof CannotRunError ? error : authorsError(error, path);
  } finally {
    process.off("beforeExit", stop);
  }
}

async function run(path: string): Promise<Record<string, unknown>> {
  const { href } = pathToFileURL(path);
  // Of a file with any other ending, `require` would run the text.
  if (!/\.[cm]?[jt]s$/.test(path) || isCompiledOtherwise(path)) return await import(href);
  try {
    return requireInTime(path);
  } catch (error) {
    if (codeOf(error) === "ERR_REQUIRE_ASYNC_MODULE") return await import(href);
    if (!(error instanceof SyntaxError)) throw error;
    // Of what does not parse, or is not there to be imported, only an import tells the place; and it has
    // to be of another module, because Node keeps what it knows of this one.
    return await import(`${href}?again`);
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

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function waitsForEver(file: string): CannotRunError {
  return new CannotRunError("the file waits for something that never happens", {
    place: { file, line: 1, column: 1 },
    help: "The file is run to be read: what it awaits at the top level must come to an end.",
  });
}

/** What code of the author's threw, with its place: in the module itself where nothing more is known. */
export function authorsError(error: unknown, path: string): CannotRunError {
  return new CannotRunError(
    error instanceof Error ? error.message : `${inspect(error)} was thrown`,
    {
      cause: error,
      help: helpFor(error),
      place: errorPlace(error, path),
    },
  );
}

function helpFor(error: unknown): string {
  const code = codeOf(error);
  switch (code) {
    case "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX":
      return "Node runs the file by taking its types out, so it cannot hold syntax that makes code: use a union or an object instead of `enum`, a module instead of `namespace`, plain fields instead of parameter properties.";
    case "ERR_INVALID_TYPESCRIPT_SYNTAX":
      return "Mend the syntax.";
    case "ERR_MODULE_NOT_FOUND":
      return "Install the package, or mend the path: imports of files need their extension (`./codecs.ts`).";
    default:
      if (code.startsWith("ERR_")) return "Mend the import that Node names.";
      if (!(error instanceof SyntaxError)) break;
      return isTakenForCommonJs(error)
        ? "Node takes the file for CommonJS, because the package.json above it says so: run `npm pkg set type=module`, or end the file's name with `.mts`."
        : "Mend the syntax, or the import's name.";
  }
  return "The file is run to be read: what it does at the top level must not fail.";
}

/** Whether syntax of ES modules was refused, as in a package of the type that `npm init` gives. */
function isTakenForCommonJs({ message }: SyntaxError): boolean {
  return /^(Cannot use import statement outside a module|Unexpected token 'export')/.test(message);
}
