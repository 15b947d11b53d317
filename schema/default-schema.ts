import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { nearest } from "../src/folders/folders-from.ts";
import { CannotRunError } from "./cannot-run.ts";

/** The name of a new schema file, if none is given. */
export const DEFAULT_SCHEMA = "keyloom.schema.ts";

/** The names of schema files that are found without being given. */
const NAMES = [DEFAULT_SCHEMA, "keyloom.schema.mts", "keyloom.schema.js", "keyloom.schema.mjs"];

/** The names, for people. */
export const SCHEMA_NAMES = "keyloom.schema.ts, .mts, .js or .mjs";

/** The schema files of a folder, by their names. */
export function schemasIn(folder: string): readonly string[] {
  return NAMES.filter((name) => existsSync(join(folder, name)));
}

/** The nearest schema file in the folders above a file or folder; nothing if there is none. */
export function schemaAbove(path: string): string | undefined {
  return nearest(dirname(path), ...NAMES);
}

/**
 * The name of the schema file of a folder, if none is given; the name of a new one if there is none.
 *
 * @param how the user chooses one: `--schema`.
 * @throws CannotRunError if there are two: one may be compiled from the other.
 */
export function defaultSchema(folder: string, how: string): string {
  const [name = DEFAULT_SCHEMA, other] = schemasIn(folder);
  if (other === undefined) return name;
  throw new CannotRunError(`there are two schema files: ${name} and ${other}`, {
    help: `Remove one of them, or choose one with ${how}.`,
  });
}
