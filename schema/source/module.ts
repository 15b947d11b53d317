import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Expression, Node, Statement } from "oxc-parser";
import { parseCode } from "./oxc.ts";
import { withoutMark } from "./utf8.ts";

/** What a top-level name of a module refers to. */
type Binding =
  | { readonly value: Expression }
  /** `exported` is left out for a whole module: `import * as types`. */
  | { readonly importedFrom: string; readonly exported?: string };

/** An expression and its module. */
export interface Located {
  readonly node: Node;
  readonly module: SourceModule;
}

/** The top-level names of a module, read from its text without running it. */
export class SourceModule {
  readonly file: string;
  readonly text: string;
  /** The names in scope at the top level. */
  readonly #names = new Map<string, Binding>();
  /** The names that other modules see, if they differ from those inside. */
  readonly #exports = new Map<string, Binding | string>();
  /** The modules of `export * from`. */
  readonly #everythingOf: string[] = [];
  readonly #loaded: Map<string, SourceModule>;

  /** @param loaded the modules read so far, by path, so that each is parsed once. */
  constructor(file: string, loaded = new Map<string, SourceModule>()) {
    this.file = file;
    // A byte order mark does not count as a column in an editor.
    this.text = withoutMark(readFileSync(file, "utf8"));
    this.#loaded = loaded.set(file, this);
    for (const statement of parseCode(file, this.text).program.body) this.#read(statement);
  }

  /** The expression of a name, through imports of other files; `undefined` if code would have to run. */
  lookUp(name: string): Located | undefined {
    return this.#follow(this.#names.get(name));
  }

  /** The expression that the module exports under a name. */
  lookUpExport(name: string): Located | undefined {
    const exported = this.#exports.get(name) ?? name;
    const own = typeof exported === "string" ? this.lookUp(exported) : this.#follow(exported);
    if (own !== undefined) return own;
    for (const specifier of this.#everythingOf) {
      const found = this.#open(specifier)?.lookUpExport(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The module that a name refers to: `types` in `import * as types from "./types.ts"`. */
  lookUpModule(name: string): SourceModule | undefined {
    const binding = this.#names.get(name);
    return binding !== undefined && "importedFrom" in binding && binding.exported === undefined
      ? this.#open(binding.importedFrom)
      : undefined;
  }

  #follow(binding: Binding | undefined): Located | undefined {
    if (binding === undefined) return undefined;
    if ("value" in binding) return { node: binding.value, module: this };
    return binding.exported === undefined
      ? undefined
      : this.#open(binding.importedFrom)?.lookUpExport(binding.exported);
  }

  #open(specifier: string): SourceModule | undefined {
    if (!specifier.startsWith(".")) return undefined;
    const file = resolve(dirname(this.file), specifier);
    try {
      return this.#loaded.get(file) ?? new SourceModule(file, this.#loaded);
    } catch {
      // A place is a courtesy: the schema has run, so what is not found here is just not shown.
      return undefined;
    }
  }

  #read(statement: Statement): void {
    switch (statement.type) {
      case "VariableDeclaration":
        for (const { id, init } of statement.declarations) {
          if (id.type === "Identifier" && init !== null) this.#names.set(id.name, { value: init });
        }
        break;
      case "ImportDeclaration":
        for (const specifier of statement.specifiers) {
          const exported = importedName(specifier);
          this.#names.set(specifier.local.name, {
            importedFrom: statement.source.value,
            ...(exported !== undefined && { exported }),
          });
        }
        break;
      case "ExportAllDeclaration":
        if (statement.exported === null) this.#everythingOf.push(statement.source.value);
        break;
      case "ExportDefaultDeclaration":
        this.#exports.set("default", { value: statement.declaration as Expression });
        break;
      case "ExportNamedDeclaration":
        if (statement.declaration !== null) this.#read(statement.declaration as Statement);
        for (const { local, exported } of statement.specifiers) {
          const name = nameOf(local);
          this.#exports.set(
            nameOf(exported),
            statement.source === null
              ? name
              : { importedFrom: statement.source.value, exported: name },
          );
        }
        break;
    }
  }
}

/** The name that a specifier imports; nothing for the whole module. */
function importedName(specifier: Node): string | undefined {
  if (specifier.type === "ImportSpecifier") return nameOf(specifier.imported);
  return specifier.type === "ImportDefaultSpecifier" ? "default" : undefined;
}

function nameOf(name: Node): string {
  return name.type === "Identifier" ? name.name : name.type === "Literal" ? String(name.value) : "";
}
