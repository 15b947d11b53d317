import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { wranglerFileOf } from "../../wrangler/wrangler-file.ts";
import { CONFIG_NAMES } from "../config/load.ts";
import type { Rule } from "../rule.ts";
import { type Loaded, loadProject } from "./load-project.ts";

interface Known {
  readonly loaded: Loaded;
  readonly files: readonly string[];
  readonly state: string;
}

/** Projects by their schema files. Editors keep the linter running while people change these files. */
export class Projects {
  readonly #rules: readonly Rule[];
  readonly #known = new Map<string, Known>();

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
  }

  /** The project of a schema file, loaded again only if one of its files has changed. */
  of(schemaFile: string): Loaded {
    const known = this.#known.get(schemaFile);
    if (known !== undefined && known.state === stateOf(schemaFile, known.files))
      return known.loaded;
    const { files, loaded } = loadProject(schemaFile, this.#rules);
    this.#known.set(schemaFile, { loaded, files, state: stateOf(schemaFile, files) });
    return loaded;
  }
}

/** Changes whenever the files of a project change, and when files that it would read appear or disappear. */
function stateOf(schemaFile: string, files: readonly string[]): string {
  const folder = dirname(schemaFile);
  const configs = CONFIG_NAMES.map((name) => join(folder, name));
  const wrangler = wranglerFileOf(folder);
  const all = [...files, ...configs, ...(wrangler === undefined ? [] : [wrangler])];
  return all.map(fileState).join("\n");
}

function fileState(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? file : `${file} ${stats.mtimeMs} ${stats.size}`;
}
