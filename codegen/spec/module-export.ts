import type { ModuleExportModel } from "../../schema/model.ts";
import type { Scope } from "../scope.ts";

/** The names under which exports of the author's modules are imported, by `from#name`. */
export type ImportNames = ReadonlyMap<string, string>;

export function exportId({ from, name }: ModuleExportModel): string {
  return `${from}#${name}`;
}

export function importedName(exported: ModuleExportModel, names: ImportNames): string {
  return names.get(exportId(exported)) ?? exported.name;
}

/**
 * Gives each export a name that is unique in the file.
 *
 * @param suffix what follows the export's own name.
 */
export function declareImports(
  exports: readonly ModuleExportModel[],
  scope: Scope,
  suffix = "",
): ImportNames {
  const names = new Map<string, string>();
  for (const exported of exports) {
    const id = exportId(exported);
    if (!names.has(id)) names.set(id, scope.declare(`${exported.name}${suffix}`));
  }
  return names;
}
