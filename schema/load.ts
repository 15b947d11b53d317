import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { CannotRunError } from "./cannot-run.ts";
import { DEFINITION, type KvDefinition } from "./define.ts";
import type { Place } from "./problem.ts";
import { placeAt } from "./source/place-at.ts";

/**
 * Imports a schema file by Node's own type stripping and gives its default export.
 *
 * @throws CannotRunError with the place, where there is one: no such file, syntax that cannot be
 * stripped, a module that is missing, an error thrown while it runs, no `defineKv` by default.
 */
export async function loadSchema(file: string): Promise<KvDefinition> {
  const path = resolve(file);
  if (!existsSync(path)) {
    throw new CannotRunError(`there is no schema file at ${path}`, {
      help: "Create `keyloom.schema.ts`, or give the file's path with `--schema PATH`.",
    });
  }
  const definition = (await importModule(path))["default"] as KvDefinition | undefined;
  if (definition?.[DEFINITION] !== "kv") {
    throw new CannotRunError("the schema file does not export a schema by default", {
      place: { file: path, line: 1, column: 1 },
      help: "End it with `export default defineKv({ … })`.",
    });
  }
  return definition;
}

/**
 * Imports a module of the author's.
 *
 * @throws CannotRunError that says where the author's code went wrong.
 */
export async function importModule(path: string): Promise<Record<string, unknown>> {
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    const cause = error instanceof Error ? error : new Error(String(error));
    const place = missingImport(cause) ?? syntaxPlace(cause) ?? thrownPlace(cause);
    throw new CannotRunError(cause.message, {
      cause,
      help: helpFor(cause),
      place: place ?? { file: path, line: 1, column: 1 },
    });
  }
}

function helpFor(cause: Error & { code?: string }): string {
  switch (cause.code) {
    case "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX":
      return "Node runs the schema by taking its types out, so it cannot hold syntax that makes code: use a union or an object instead of `enum`, a module instead of `namespace`, plain fields instead of parameter properties.";
    case "ERR_INVALID_TYPESCRIPT_SYNTAX":
      return "Mend the syntax.";
    case "ERR_MODULE_NOT_FOUND":
      return "Install the package, or mend the path: imports of files need their extension (`./codecs.ts`).";
    default:
      return "The schema file is run to be read: what it does at the top level must not fail.";
  }
}

/** Node names the importing file in the message only. */
function missingImport(cause: Error & { code?: string }): Place | undefined {
  if (cause.code !== "ERR_MODULE_NOT_FOUND") return undefined;
  const [, missing, importer] = /'([^']+)' imported from (.+)$/m.exec(cause.message) ?? [];
  if (missing === undefined || importer === undefined) return undefined;
  const text = readFileSync(importer, "utf8");
  const specifier = /[^/\\]+$/.exec(missing)?.[0] ?? missing;
  const quoted = [missing, specifier].map((name) => text.indexOf(name)).find((at) => at !== -1);
  return quoted === undefined
    ? { file: importer, line: 1, column: 1 }
    : placeAt(importer, text, quoted);
}

/** Node puts the place of a syntax error in front of the stack: `file:line`, the line, a caret. */
function syntaxPlace({ stack = "" }: Error): Place | undefined {
  const [head = "", ...lines] = stack.split("\n");
  const [, where, line] = /^(\/.+|file:\/\/.+|[A-Za-z]:\\.+):(\d+)$/.exec(head) ?? [];
  if (where === undefined) return undefined;
  const caret = lines.find((text) => /^\s*\^+\s*$/.test(text));
  return { file: toPath(where), line: Number(line), column: (caret?.indexOf("^") ?? 0) + 1 };
}

/** The first frame of the author's own code. */
function thrownPlace({ stack = "" }: Error): Place | undefined {
  for (const [, file = "", line, column] of stack.matchAll(/(file:\/\/[^\s)]+):(\d+):(\d+)/g)) {
    if (file.includes("/node_modules/")) continue;
    return { file: toPath(file), line: Number(line), column: Number(column) };
  }
  return undefined;
}

function toPath(where: string): string {
  return where.startsWith("file://") ? fileURLToPath(where) : where;
}
