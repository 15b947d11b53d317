import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { CannotRunError } from "./cannot-run.ts";

/** The schema file, where none is given and a new one is to be made. */
export const DEFAULT_SCHEMA = "keyloom.schema.ts";

/** What schema files are called that are found without being given. */
const NAMES = [DEFAULT_SCHEMA, "keyloom.schema.mts", "keyloom.schema.js", "keyloom.schema.mjs"];

/** The names, for people. */
export const SCHEMA_NAMES = "keyloom.schema.ts, .mts, .js or .mjs";

/** The schema files of a folder, by their names. */
export function schemasIn(folder: string): readonly string[] {
  return NAMES.filter((name) => existsSync(join(folder, name)));
}

/** The nearest schema file in the folders above one; nothing where there is none. */
export function schemaAbove(folder: string): string | undefined {
  for (let at = dirname(folder); ; at = dirname(at)) {
    const [name] = schemasIn(at);
    if (name !== undefined) return join(at, name);
    if (at === dirname(at)) return undefined;
  }
}

/**
 * The name of the schema file of a folder, where none is given; that of a new one where there is none.
 *
 * @param how it is said which one is meant: `--schema`.
 * @throws CannotRunError where there are two, of which one may be what a compiler made of the other.
 */
export function defaultSchema(folder: string, how: string): string {
  const [name = DEFAULT_SCHEMA, other] = schemasIn(folder);
  if (other === undefined) return name;
  throw new CannotRunError(`there are two schema files: ${name} and ${other}`, {
    help: `Remove one of them, or choose one with ${how}.`,
  });
}
