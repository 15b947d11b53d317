import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CannotRunError } from "./cannot-run.ts";
import { DEFAULT_SCHEMA, schemaAbove, schemasIn } from "./default-schema.ts";
import { DEFINITION, type KvDefinition } from "./define.ts";
import { importModule } from "./modules/import-module.ts";
import { typesStay } from "./modules/node-version.ts";
import { DefinitionSource } from "./source/definition-source.ts";

/**
 * Imports a schema file with Node's own type stripping and returns its default export.
 *
 * @throws CannotRunError with the place, if there is one: no such file, syntax that cannot be stripped, a
 * missing module, an error thrown while it runs, no `defineKv` as the default export, or a Node that is
 * too old.
 */
export async function loadSchema(file: string): Promise<KvDefinition> {
  const path = schemaPath(file);
  if (!process.features.typescript) throw typesStay();
  const definition = (await importModule(path))["default"] as KvDefinition | undefined;
  if (definition?.[DEFINITION] !== "kv") {
    throw new CannotRunError("the schema file's default export is not a schema", {
      place: new DefinitionSource(path).placeOf([]),
      help: "End it with `export default defineKv({ … })`.",
    });
  }
  return definition;
}

/**
 * The absolute path of a schema file.
 *
 * @param more what else to say if there is none.
 * @throws CannotRunError if there is no such file.
 */
export function schemaPath(file: string, more = ""): string {
  const path = resolve(file);
  if (existsSync(path) && statSync(path).isFile()) return path;
  if (existsSync(path)) {
    const [name = DEFAULT_SCHEMA] = schemasIn(path);
    throw new CannotRunError(`${path} is a folder, not a schema file`, {
      help: `Name the file: \`--schema ${join(path, name)}\`.`,
    });
  }
  const above = schemaAbove(dirname(path));
  const there =
    above === undefined
      ? "Create one with `keyloom init`, or give another path:"
      : `There is one at ${above}: run the command in its folder, or give its path:`;
  throw new CannotRunError(`there is no schema file at ${path}`, {
    help: `${there} with \`--schema PATH\`, or where a Pulumi program loads it.${more}`,
  });
}
