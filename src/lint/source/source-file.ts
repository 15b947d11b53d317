import { dirname } from "node:path";
import type { Node } from "oxc-parser";
import type { Declaration } from "./declaration.ts";
import { exportsOf } from "./modules/module-exports.ts";
import { modulePaths } from "./modules/module-path.ts";
import type { Modules } from "./modules/modules.ts";
import type { ParsedFile } from "./parsed-file.ts";

/** A parsed source file, and what it can see of others. */
export interface SourceFile extends ParsedFile {
  readonly imports: Imports;
}

/** What a module exports, and the file in which its names are looked up. */
interface Exported {
  readonly declaration: Declaration;
  readonly file: SourceFile;
}

/** A type that a module exports. */
interface ExportedType {
  readonly node: Node;
  readonly file: SourceFile;
}

/** What a module has under a name of its own; `value` is what has no name, or the module itself. */
type Local<Found> = (file: SourceFile, name: string, value?: Node) => Found | undefined;

const declared: Local<Exported> = (file, name, value) => {
  const declaration: Declaration | undefined =
    value === undefined ? file.scopes.global(name) : { kind: "value", init: value };
  return declaration && { declaration, file };
};

/** The modules of a project as one linted file sees them: it remembers which files its answers came from. */
export class Imports {
  readonly #modules: Modules;
  readonly #dependencies = new Set<string>();
  /** Keyed by importer and specifier: one question about a name leads to the next. */
  readonly #found = new Map<string, SourceFile | undefined>();

  constructor(modules: Modules) {
    this.#modules = modules;
  }

  /**
   * The absolute paths of the other files that the findings in the linted one depend on, and of missing ones
   * that would have been read before them: the findings stay the same as long as all of them do.
   */
  get dependencies(): ReadonlySet<string> {
    return this.#dependencies;
  }

  /**
   * What a module that a file imports exports under a name, including `default` and `*`, and what it
   * re-exports. Undefined if the module is not part of the project, or has no such export.
   */
  find(importer: SourceFile, from: string, exported: string): Exported | undefined {
    return this.#find(importer, from, exported, new Set(), declared);
  }

  /** The same for a module that is known. */
  exportOf(file: SourceFile, exported: string): Exported | undefined {
    return this.#exportOf(file, exported, new Set(), declared);
  }

  /** The types that a module exports under a name, each with the file in which its names are looked up. */
  findTypes(importer: SourceFile, from: string, exported: string): readonly ExportedType[] {
    const found = this.#find(importer, from, exported, new Set(), (file, name) => {
      const types = file.scopes.types(name);
      return types.length === 0 ? undefined : types.map((node) => ({ node, file }));
    });
    return found ?? [];
  }

  #find<Found>(
    importer: SourceFile,
    from: string,
    exported: string,
    seen: Set<string>,
    local: Local<Found>,
  ): Found | undefined {
    const file = this.#moduleOf(importer.path, from);
    return file && this.#exportOf(file, exported, seen, local);
  }

  #exportOf<Found>(
    file: SourceFile,
    exported: string,
    seen: Set<string>,
    local: Local<Found>,
  ): Found | undefined {
    // Modules may export each other's exports in a ring.
    const id = `${exported} ${file.path}`;
    if (seen.has(id)) return undefined;
    seen.add(id);
    if (exported === "*") return local(file, exported, file.program);
    const { named, all } = exportsOf(file.program);
    const found = named.get(exported);
    if (found === undefined) {
      // `export *` does not pass on a default export.
      for (const from of exported === "default" ? [] : all) {
        const there = this.#find(file, from, exported, seen, local);
        if (there !== undefined) return there;
      }
      return undefined;
    }
    if ("value" in found) return local(file, exported, found.value);
    if ("from" in found) return this.#find(file, found.from, found.exported, seen, local);
    const declaration = file.scopes.global(found.local);
    if (declaration?.kind !== "import") return local(file, found.local);
    return this.#find(file, declaration.from, declaration.exported, seen, local);
  }

  #moduleOf(importer: string, from: string): SourceFile | undefined {
    const id = `${from} ${importer}`;
    if (!this.#found.has(id)) this.#found.set(id, this.#search(importer, from));
    return this.#found.get(id);
  }

  #search(importer: string, from: string): SourceFile | undefined {
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
