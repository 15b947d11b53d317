import { readFileSync } from "node:fs";
import { dirname, sep } from "node:path";
import type { Declaration } from "../declaration.ts";
import { type ParsedFile, parseSource, type SourceFile } from "../source-file.ts";
import { exportsOf, type ModuleExports } from "./module-exports.ts";
import { modulePaths } from "./module-path.ts";
import { PathAliases } from "./path-aliases.ts";

/** What a module exports, and the file in which its names are looked up. */
export interface Exported {
  readonly declaration: Declaration;
  readonly file: SourceFile;
}

/** The modules that linted files import, each read and parsed once, when first asked for. */
export class Modules {
  readonly #files = new Map<string, ParsedFile | undefined>();
  readonly #exports = new Map<string, ModuleExports>();
  readonly aliases = new PathAliases();

  /** A module by its path; nothing where there is none, or where it does not parse. */
  at(path: string): ParsedFile | undefined {
    if (!this.#files.has(path)) this.#files.set(path, readModule(path));
    return this.#files.get(path);
  }

  exportsOf({ path, program }: ParsedFile): ModuleExports {
    const known = this.#exports.get(path);
    if (known !== undefined) return known;
    const exports = exportsOf(program);
    this.#exports.set(path, exports);
    return exports;
  }
}

/** The code of packages is not the project's. */
const PACKAGES = `${sep}node_modules${sep}`;

function readModule(path: string): ParsedFile | undefined {
  if (path.includes(PACKAGES)) return undefined;
  const text = textAt(path);
  const file = text === undefined ? undefined : parseSource(path, text);
  return file !== undefined && "program" in file ? file : undefined;
}

/** What cannot be read, such as a folder that is named like a module, is no module. */
function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** The modules of a project as one linted file sees them: it remembers what it was told by. */
export class Imports {
  readonly #modules: Modules;
  readonly #dependencies = new Set<string>();

  constructor(modules: Modules) {
    this.#modules = modules;
  }

  /**
   * The absolute paths of the other files by which the linted one was judged, and of those that would
   * have been asked before them if they were there: what is found in it stays the same as long as all
   * of them do.
   */
  get dependencies(): ReadonlySet<string> {
    return this.#dependencies;
  }

  /**
   * What a module that a file imports exports by a name, `default` and `*` among them; through whatever
   * it exports again. Nothing where the module is not of the project, or has no such export.
   */
  find(importer: SourceFile, from: string, exported: string): Exported | undefined {
    return this.#find(importer, from, exported, new Set());
  }

  /** The same of a module that is known. */
  exportOf(file: SourceFile, exported: string): Exported | undefined {
    return this.#exportOf(file, exported, new Set());
  }

  #find(
    importer: SourceFile,
    from: string,
    exported: string,
    seen: Set<string>,
  ): Exported | undefined {
    const file = this.#moduleOf(importer.path, from);
    if (file === undefined) return undefined;
    if (exported === "*") return { declaration: { kind: "value", init: file.program }, file };
    return this.#exportOf(file, exported, seen);
  }

  #exportOf(file: SourceFile, exported: string, seen: Set<string>): Exported | undefined {
    // Modules may export each other's exports in a ring.
    const id = `${exported} ${file.path}`;
    if (seen.has(id)) return undefined;
    seen.add(id);
    const { named, all } = this.#modules.exportsOf(file);
    const found = named.get(exported);
    if (found === undefined) {
      // A default export is not among what `export *` passes on.
      for (const from of exported === "default" ? [] : all) {
        const there = this.#find(file, from, exported, seen);
        if (there !== undefined) return there;
      }
      return undefined;
    }
    if ("value" in found) return { declaration: { kind: "value", init: found.value }, file };
    if ("from" in found) return this.#find(file, found.from, found.exported, seen);
    const declaration = file.scopes.global(found.local);
    if (declaration?.kind !== "import") return declaration && { declaration, file };
    return this.#find(file, declaration.from, declaration.exported, seen);
  }

  #moduleOf(importer: string, from: string): SourceFile | undefined {
    // `cloudflare:workers`, `node:fs`.
    if (/^[a-z]+:/.test(from)) return undefined;
    const { aliases } = this.#modules;
    if (!from.startsWith(".")) {
      for (const file of aliases.filesFor(dirname(importer))) this.#dependencies.add(file);
    }
    for (const path of modulePaths(importer, from, aliases)) {
      this.#dependencies.add(path);
      const file = this.#modules.at(path);
      if (file !== undefined) return { ...file, imports: this };
    }
    return undefined;
  }
}
