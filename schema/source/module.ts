import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Expression, type Node, parseSync } from "oxc-parser";

/** What a top-level name of a module stands for. */
type Binding =
  | { readonly value: Expression }
  | { readonly importedFrom: string; readonly exported: string };

/** An expression and the module in which it stands. */
export interface Located {
  readonly node: Node;
  readonly module: SourceModule;
}

/** A module's top-level names, read from its text without running it. */
export class SourceModule {
  readonly file: string;
  readonly text: string;
  readonly #bindings = new Map<string, Binding>();
  readonly #loaded: Map<string, SourceModule>;

  /** @param loaded the modules read so far, by path, so that each is parsed once. */
  constructor(file: string, loaded = new Map<string, SourceModule>()) {
    this.file = file;
    this.text = readFileSync(file, "utf8");
    this.#loaded = loaded.set(file, this);
    for (const statement of parseSync(file, this.text).program.body) {
      if (statement.type === "ImportDeclaration") {
        for (const specifier of statement.specifiers) {
          this.#bindings.set(specifier.local.name, {
            importedFrom: statement.source.value,
            exported: importedName(specifier),
          });
        }
      } else if (statement.type === "ExportDefaultDeclaration") {
        this.#bindings.set("default", { value: statement.declaration as Expression });
      } else if (statement.type === "ExportNamedDeclaration") {
        this.#declare(statement.declaration);
      } else {
        this.#declare(statement);
      }
    }
  }

  /** The expression behind a name, through imports of other files; `undefined` where code would have to run. */
  lookUp(name: string): Located | undefined {
    const binding = this.#bindings.get(name);
    if (binding === undefined) return undefined;
    if ("value" in binding) return { node: binding.value, module: this };
    if (!binding.importedFrom.startsWith(".")) return undefined;
    const file = resolve(dirname(this.file), binding.importedFrom);
    try {
      const module = this.#loaded.get(file) ?? new SourceModule(file, this.#loaded);
      return module.lookUp(binding.exported);
    } catch {
      // A place is a courtesy: the schema has run, so what is not found here is only not shown.
      return undefined;
    }
  }

  #declare(statement: Node | null): void {
    if (statement?.type !== "VariableDeclaration") return;
    for (const { id, init } of statement.declarations) {
      if (id.type === "Identifier" && init !== null) this.#bindings.set(id.name, { value: init });
    }
  }
}

function importedName(specifier: Node): string {
  if (specifier.type !== "ImportSpecifier") return "default";
  const { imported } = specifier;
  return imported.type === "Identifier" ? imported.name : String(imported.value);
}
