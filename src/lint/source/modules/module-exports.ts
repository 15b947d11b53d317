import type { ModuleExportName, Node, Program } from "oxc-parser";
import { remembered } from "../../../../schema/remembered.ts";
import { declaredBy } from "../declaration.ts";

/** What an export of a module refers to. */
type Export =
  /** A name of the module's own, which may be an import. */
  | { readonly local: string }
  /** `export { name } from "module"`; `*` is the whole module. */
  | { readonly from: string; readonly exported: string }
  /** `export default …` */
  | { readonly value: Node };

/** The exports of a module, by its statements alone. */
interface ModuleExports {
  readonly named: ReadonlyMap<string, Export>;
  /** The modules of `export * from "module"`. */
  readonly all: readonly string[];
}

/** Reads what a module exports. */
export const exportsOf = remembered(({ body }: Program): ModuleExports => {
  const named = new Map<string, Export>();
  const all: string[] = [];
  for (const statement of body) {
    if (statement.type === "ExportAllDeclaration") {
      const from = statement.source.value;
      if (statement.exported === null) all.push(from);
      else named.set(nameOf(statement.exported), { from, exported: "*" });
    } else if (statement.type === "ExportDefaultDeclaration") {
      named.set("default", { value: statement.declaration });
    } else if (statement.type === "ExportNamedDeclaration") {
      const { declaration, source, specifiers } = statement;
      for (const name of declaration === null ? [] : namesDeclared(declaration)) {
        named.set(name, { local: name });
      }
      for (const { local, exported } of specifiers) {
        const name = nameOf(local);
        named.set(
          nameOf(exported),
          source === null ? { local: name } : { from: source.value, exported: name },
        );
      }
    }
  }
  return { named, all };
});

function namesDeclared(declaration: Node): readonly string[] {
  if (declaration.type === "VariableDeclaration") {
    return declaration.declarations.flatMap(({ id }) => [...declaredBy(id)].map(([name]) => name));
  }
  if (!("id" in declaration) || declaration.id?.type !== "Identifier") return [];
  return [declaration.id.name];
}

function nameOf(name: ModuleExportName): string {
  return name.type === "Literal" ? name.value : name.name;
}
