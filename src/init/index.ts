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

/** A first schema, and what there is to say of it. */
export interface InitialSchema {
  /** Of the file, which is not written. */
  readonly text: string;
  /** Whether there was nothing to read it out of, so that it shows how one is written. */
  readonly isExample: boolean;
  readonly namespaces: number;
  readonly collections: number;
  /** What could not be made out, in the order of places. */
  readonly notes: readonly Note[];
  /** The ids that the wrangler file has, for stacks to adopt. */
  readonly adopted: readonly Adopted[];
  readonly package: ProjectPackage;
}

/**
 * Reads a first schema out of a project: its namespaces out of the wrangler file, its collections out of
 * the code below the schema file's folder. Nothing is written.
 *
 * @param schemaFile where the schema is to be: an absolute path.
 * @param config the wrangler file; the one beside or above the schema unless said otherwise.
 * @throws CannotRunError where the wrangler file, or the linter's configuration, cannot be read.
 */
export async function initialSchema(schemaFile: string, config?: string): Promise<InitialSchema> {
  const root = dirname(schemaFile);
  const wranglerFile = config ?? wranglerFileOf(root);
  const wrangler = wranglerFile === undefined ? undefined : readWranglerProject(wranglerFile);
  const named = new Set(wrangler?.bindings.map(({ binding }) => binding));
  // The same files as the linter's, so that it then shows the same uses.
  const settings = await loadSettings(schemaFile, await allRules());
  const project = projectFiles(root, settings, named);
  const own = readProjectPackage(root);
  const name = wrangler?.name === undefined ? own.name : kebabCase(wrangler.name) || own.name;
  const notes: Note[] = project.unread.map((file) => ({
    ...{ file, line: 1, message: "the file cannot be parsed: nothing in it was read" },
  }));
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

/** Generated code goes beside the Worker's main module; nothing where that is beside the schema. */
function outputOf(root: string, wrangler: WranglerProject | undefined): string | undefined {
  const path = displayPath(wrangler?.mainFolder ?? root, root);
  const isBelow = path !== "" && !path.startsWith("..") && resolve(root, path).startsWith(root);
  if (!isBelow || !existsSync(join(root, path))) return undefined;
  const [usual, other] = ["kv.gen.ts", "keyloom.gen.ts"];
  return `./${path}/${isOthers(join(root, path, usual)) ? other : usual}`;
}

/** Whether a file is there that Keyloom has not generated. */
function isOthers(file: string): boolean {
  const text = readFileIfAny(file);
  return text !== undefined && !isGenerated(text);
}
