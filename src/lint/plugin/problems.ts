import { dirname } from "node:path";
import type { Problem } from "../../../schema/problem.ts";
import { displayPath } from "../../report/display-path.ts";
import { checkFile, isChecked, reported } from "../check-file.ts";
import type { Rule } from "../rule.ts";
import { isSource } from "../source/find-sources.ts";
import { Projects, schemaAbove } from "./find-project.ts";
import type { Unloadable } from "./load-in-worker.ts";

/** The plugin's own rule: `keyloom lint` ends with such a message, and an editor has no other place for it. */
export const SCHEMA_RULE = "schema";

/** A file as it stands in the editor, whatever is on the disk. */
export interface EditedFile {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  /** The schema file as the settings say; the nearest one above the file otherwise. */
  readonly schemaFile: string | undefined;
}

interface Run extends EditedFile {
  readonly problems: readonly Problem[];
  /** The rules that were told. */
  readonly told: Set<string>;
}

/** Checks each file once for all rules, which ask one after the other. */
export class FileProblems {
  readonly #projects: Projects;
  #run: Run | undefined;

  constructor(rules: readonly Rule[]) {
    this.#projects = new Projects(rules);
  }

  /** What a rule finds in a file, the same as `keyloom lint`; nothing in a file that it does not read. */
  of(rule: string, file: EditedFile): readonly Problem[] {
    const run = this.#runOf(rule, file);
    run.told.add(rule);
    return run.problems.filter((problem) => problem.rule === rule);
  }

  #runOf(rule: string, file: EditedFile): Run {
    const { path, text, schemaFile } = file;
    const last = this.#run;
    const isSame = last?.path === path && last.text === text && last.schemaFile === schemaFile;
    // A rule that asks again is run again: perhaps the schema has changed.
    if (isSame && !last.told.has(rule)) return last;
    this.#run = { ...file, problems: this.#problemsOf(file), told: new Set() };
    return this.#run;
  }

  #problemsOf({ path, text, schemaFile = schemaAbove(path) }: EditedFile): readonly Problem[] {
    if (schemaFile === undefined || !isSource(dirname(schemaFile), path)) return [];
    const project = this.#projects.of(schemaFile);
    if (!("model" in project)) return notChecked(project, path, schemaFile);
    // Rules on the schema are not run here, so that what its silences are for is not known.
    if (path === schemaFile || !isChecked(project, path)) return [];
    const { problems, silences } = checkFile(project, path, text);
    return reported(problems, silences, project);
  }
}

/** What is wrong with a schema, in the file where it is; in all others that they were not checked. */
function notChecked(reason: Unloadable, path: string, schemaFile: string): readonly Problem[] {
  const rule = { rule: SCHEMA_RULE, severity: "error" } as const;
  const faults = "problems" in reason ? reason.problems : [faultOf(reason, schemaFile)];
  const here = faults.filter(({ file }) => file === path);
  if (here.length > 0) return here.map((fault) => ({ ...fault, ...rule }));
  return faults.slice(0, 1).map(({ file, line, column, message, help }) => ({
    ...rule,
    ...{ file: path, line: 1, column: 1 },
    message: `the file was not checked: ${displayPath(file, dirname(path))}:${line}:${column}: ${message}`,
    help,
  }));
}

function faultOf(
  { place, message, help }: Extract<Unloadable, { readonly message: string }>,
  schemaFile: string,
): Omit<Problem, "rule" | "severity"> {
  return { ...(place ?? { file: schemaFile, line: 1, column: 1 }), message, help };
}
