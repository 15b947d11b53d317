import type { Model, ModuleExportModel } from "../../schema/model.ts";
import type { Scope } from "../scope.ts";

/** What the functions that repair stored values are imported as, by `from#name`. */
export type RepairNames = ReadonlyMap<string, string>;

function idOf({ from, name }: ModuleExportModel): string {
  return `${from}#${name}`;
}

export function repairName(repair: ModuleExportModel, names: RepairNames): string {
  return names.get(idOf(repair)) ?? repair.name;
}

/** The functions that repair stored values, each once, in the order of the collections. */
export function repairsOf({ namespaces }: Model): readonly ModuleExportModel[] {
  const repairs = namespaces
    .flatMap(({ collections }) => collections)
    .flatMap(({ onInvalid }) => (typeof onInvalid === "object" ? [onInvalid] : []));
  return [...new Map(repairs.map((repair) => [idOf(repair), repair])).values()];
}

/** Imports the functions under names that nothing else of the file has. */
export function declareRepairs(repairs: readonly ModuleExportModel[], scope: Scope): RepairNames {
  return new Map(repairs.map((repair) => [idOf(repair), scope.declare(repair.name)]));
}
