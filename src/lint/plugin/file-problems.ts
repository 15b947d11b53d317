import { dirname } from "node:path";
import { schemaAbove } from "../../../schema/default-schema.ts";
import type { Problem } from "../../../schema/problem.ts";
import { displayPath } from "../../report/display-path.ts";
import { certainOf } from "../certain.ts";
import { checkFile, isChecked, mayUseKv, reported } from "../check-file.ts";
import type { Rule } from "../rule.ts";
import { isSource } from "../source/find-sources.ts";
import type { Unloadable } from "./load-in-worker.ts";
import { Projects } from "./projects.ts";

/** The plugin's own rule: `keyloom lint` exits with such a message, and an editor has no other place for it. */
export const SCHEMA_RULE = "schema";

/** A file as it is in the editor, whatever is on the disk. */
interface EditedFile {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  /** The schema file from the settings; otherwise the nearest one above the file. */
  readonly schemaFile: string | undefined;
}

interface Run extends EditedFile {
  readonly problems: readonly Problem[];
  /** The rules that already got their findings. */
  readonly told: Set<string>;
}

/** Checks each file once for all rules, which ask one after another. */
export class FileProblems {
  readonly #projects: Projects;
  #run: Run | undefined;

  constructor(rules: readonly Rule[]) {
    this.#projects = new Projects(rules);
  }

  /** What a rule finds in a file, as in `keyloom lint`; nothing in files that it does not read. */
  of(rule: string, file: EditedFile): readonly Problem[] {
    const run = this.#runOf(rule, file);
    run.told.add(rule);
    return run.problems.filter((problem) => problem.rule === rule);
  }

  #runOf(rule: string, file: EditedFile): Run {
    const { path, text, schemaFile } = file;
    const last = this.#run;
    const isSame = last?.path === path && last.text === text && last.schemaFile === schemaFile;
    // A rule that asks again belongs to a new run: the schema may have changed.
    if (isSame && !last.told.has(rule)) return last;
    this.#run = { ...file, problems: this.#problemsOf(file), told: new Set() };
    return this.#run;
  }

  #problemsOf({ path, text, schemaFile = schemaAbove(path) }: EditedFile): readonly Problem[] {
    if (schemaFile === undefined) return [];
    const isBelow = isSource(dirname(schemaFile), path);
    const project = this.#projects.of(schemaFile);
    if (!("model" in project)) {
      return isBelow ? [told(faultOf(project, schemaFile), path, "not checked")] : [];
    }
    if (!isBelow && !project.settings.folders.some((folder) => isSource(folder, path))) return [];
    if (!isChecked(project, path)) return [];
    const { problems, silences } = checkFile(project, path, text);
    const own = project.findings.filter(({ file }) => file === path);
    const found = reported([...own, ...problems], silences, project);
    const [fault] = project.problems;
    if (fault === undefined) return found;
    const faults = project.problems.filter(({ file }) => file === path);
    if (faults.length === 0 && mayUseKv(project, text)) faults.push(fault);
    return [
      ...faults.map((problem) => told(problem, path, PARTLY)),
      ...certainOf(found, project.rules),
    ];
  }
}

/** What happens to a file if a problem elsewhere prevents checking its keys. */
const PARTLY = "checked without the keys of namespaces that have problems";

/** What is wrong with a schema, in the file with the fault; in another file, what that means for it. */
function told(
  { file, line, column, endLine, endColumn, message, help }: Omit<Problem, "rule" | "severity">,
  path: string,
  meaning: string,
): Problem {
  const rule = { rule: SCHEMA_RULE, severity: "error" } as const;
  if (file === path) {
    const end = endLine === undefined || endColumn === undefined ? {} : { endLine, endColumn };
    return { ...rule, file, line, column, ...end, message, help };
  }
  return {
    ...rule,
    ...{ file: path, line: 1, column: 1 },
    message: `the file was ${meaning}: ${displayPath(file, dirname(path))}:${line}:${column}: ${message}`,
    help,
  };
}

function faultOf(
  { place, message, help }: Unloadable,
  schemaFile: string,
): Omit<Problem, "rule" | "severity"> {
  return { ...(place ?? { file: schemaFile, line: 1, column: 1 }), message, help };
}
