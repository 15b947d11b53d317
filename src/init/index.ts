import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { kebabCase } from "change-case";
import { isGenerated } from "../../codegen/generated-mark.ts";
import { readFileIfAny } from "../files/read-file.ts";
import { allRules } from "../lint/all-rules.ts";
import { loadSettings } from "../lint/config/load.ts";
import { displayPath } from "../report/display-path.ts";
import { wranglerFileOf } from "../wrangler/wrangler-file.ts";
import { type Adopted, adoptedOf } from "./adopted.ts";
import { plannedNamespaces } from "./namespaces.ts";
import { type ProjectPackage, readProjectPackage } from "./project-package.ts";
import { soundSchema } from "./sound-plan.ts";
import type { Note } from "./source/access.ts";
import { accessesIn } from "./source/accesses.ts";
import { projectFiles } from "./source/project-files.ts";
import { startingSchema } from "./starting-schema.ts";
import { readWranglerProject, type WranglerProject } from "./wrangler-project.ts";

/** A first schema, and what to tell about it. */
export interface InitialSchema {
  /** The content of the file, which is not written. */
  readonly text: string;
  /** Whether there was nothing to read it from: then it is an example of a schema. */
  readonly isExample: boolean;
  readonly namespaces: number;
  readonly collections: number;
  /** What could not be determined, ordered by place. */
  readonly notes: readonly Note[];
  /** The ids in the wrangler file, for stacks to adopt. */
  readonly adopted: readonly Adopted[];
  readonly package: ProjectPackage;
}

/**
 * Reads a first schema from a project: its namespaces from the wrangler file, its collections from the
 * code below the schema file's folder. Nothing is written.
 *
 * @param schemaFile where the schema will be: an absolute path.
 * @param config the wrangler file; the default is the one beside or above the schema.
 * @throws CannotRunError if the wrangler file, or the linter's configuration, cannot be read.
 */
export async function initialSchema(schemaFile: string, config?: string): Promise<InitialSchema> {
  const root = dirname(schemaFile);
  const wranglerFile = config ?? wranglerFileOf(root);
  const wrangler = wranglerFile === undefined ? undefined : readWranglerProject(wranglerFile);
  const named = new Set(wrangler?.bindings.map(({ binding }) => binding));
  // The same files as the linter's, which then shows the same uses.
  const settings = await loadSettings(schemaFile, await allRules());
  const project = projectFiles(root, settings, named);
  const own = readProjectPackage(root);
  const name = wrangler?.name === undefined ? own.name : kebabCase(wrangler.name) || own.name;
  const unread = "the file cannot be parsed: nothing in it was read";
  const notes: Note[] = project.unread.map((file) => ({ file, line: 1, message: unread }));
  const planned = plannedNamespaces({ wrangler, name, accesses: accessesIn(project) }, notes);
  const pathOf = (file: string) => displayPath(file, root);
  if (planned.length === 0) {
    const text = startingSchema(name);
    return {
      text,
      isExample: true,
      namespaces: 1,
      collections: 1,
      notes,
      adopted: [],
      package: own,
    };
  }
  const from = [
    ...(wrangler === undefined ? [] : [pathOf(wrangler.file)]),
    ...(project.files.length === 0 ? [] : ["the code that uses KV"]),
  ].join(" and ");
  const output = outputOf(root, wrangler);
  const { text, namespaces } = await soundSchema(
    { from, output, namespaces: planned, pathOf },
    notes,
  );
  return {
    text,
    isExample: false,
    namespaces: namespaces.length,
    collections: namespaces.reduce((sum, { collections }) => sum + collections.length, 0),
    notes: notes.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line)),
    adopted: adoptedOf(wrangler, new Set(namespaces.map(({ binding }) => binding))),
    package: own,
  };
}

/** Generated code goes beside the Worker's main module; nothing if that is beside the schema. */
function outputOf(root: string, wrangler: WranglerProject | undefined): string | undefined {
  const path = displayPath(wrangler?.mainFolder ?? root, root);
  const isBelow = path !== "" && !path.startsWith("..") && resolve(root, path).startsWith(root);
  if (!isBelow || !existsSync(join(root, path))) return undefined;
  const [usual, other] = ["kv.gen.ts", "keyloom.gen.ts"];
  return `./${path}/${isOthers(join(root, path, usual)) ? other : usual}`;
}

/** Whether there is a file that Keyloom has not generated. */
function isOthers(file: string): boolean {
  const text = readFileIfAny(file);
  return text !== undefined && !isGenerated(text);
}
