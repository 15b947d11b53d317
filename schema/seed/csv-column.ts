import type { core } from "zod";
import type { CollectionModel } from "../model.ts";
import { fieldTypes, isNullable, readCell } from "./cell.ts";
import type { SeedCollection } from "./collection.ts";

/** The place of a column's cells in a record, and how they are read. */
export interface CsvColumn {
  /** `["params", "id"]`, `["value", "name"]`, `["metadata"]`, `["ttl"]`. */
  readonly path: readonly string[];
  read(text: string): unknown;
  /** Whether an empty cell is `null`, because the field cannot be absent; otherwise it is absent. */
  readonly isNullable?: boolean;
}

/**
 * Finds what a column's name stands for: `params.id`, `value.address.city`, `value`, `metadata.kind`,
 * `ttl`. A name alone is that of a parameter, or else of a field of the value.
 *
 * @returns nothing if the collection has no such part.
 */
export function csvColumn(name: string, collection: SeedCollection): CsvColumn | undefined {
  const [part = "", ...rest] = name.split(".");
  const { model, value, metadata } = collection;
  switch (part) {
    case "params":
      return rest.length === 1 ? paramColumn(rest[0] ?? "", model) : undefined;
    case "value":
      return typedColumn(["value", ...rest], value);
    case "metadata":
      return typedColumn(["metadata", ...rest], metadata);
    case "ttl":
      return { path: ["ttl"], read: (text) => (/^\d+$/.test(text) ? Number(text) : text) };
    default:
      return paramColumn(name, model) ?? typedColumn(["value", part, ...rest], value);
  }
}

function paramColumn(name: string, { key }: CollectionModel): CsvColumn | undefined {
  const param = key.params.find((param) => param.name === name);
  if (param === undefined) return undefined;
  const { kind } = param.codec;
  return {
    path: ["params", name],
    read(text) {
      if (kind === "integer" && text.trim() !== "") return Number(text);
      if (kind === "boolean" && /^(?:true|false)$/i.test(text))
        return text.toLowerCase() === "true";
      return text;
    },
  };
}

function typedColumn(
  path: readonly string[],
  type: core.$ZodType | undefined,
): CsvColumn | undefined {
  if (type === undefined) return undefined;
  let types: readonly core.$ZodType[] = [type];
  for (const name of path.slice(1)) types = types.flatMap((outer) => fieldTypes(outer, name));
  if (types.length === 0) return undefined;
  return { path, read: (text) => readCell(text, types), isNullable: isNullable(types) };
}
