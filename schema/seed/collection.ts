import type { core } from "zod";
import type { KeySpec } from "../../src/runtime/key-spec.ts";
import { type KvDefinition, recordsOptions } from "../define.ts";
import type { CollectionModel, PointerModel } from "../model.ts";
import { keySpecOf, type Params } from "./key-spec.ts";

/** A collection as seeds need it: its model, the author's own zod types, and its keys. */
export interface SeedCollection {
  readonly model: CollectionModel;
  /** Absent if values are bytes. */
  readonly value?: core.$ZodType;
  readonly metadata?: core.$ZodType;
  readonly key: KeySpec<Params>;
  readonly pointers?: readonly SeedPointer[];
}

/** A pointer of a collection. */
interface SeedPointer {
  readonly model: PointerModel;
  readonly key: KeySpec<Params>;
}

/**
 * What the records of a collection are checked against.
 *
 * @throws CannotRunError if the module of a custom codec cannot be used.
 */
export async function seedCollection(
  schemaFile: string,
  definition: KvDefinition,
  binding: string,
  model: CollectionModel,
): Promise<SeedCollection> {
  const name = `${binding}.${model.name}`;
  const options = recordsOptions(definition, binding, model.name);
  if (options === undefined) {
    return { model, key: await keySpecOf(name, model.key, {}, schemaFile) };
  }
  const { params = {}, value, metadata } = options;
  const pointers: SeedPointer[] = [];
  for (const pointer of model.pointers ?? []) {
    const key = await keySpecOf(`${name}.${pointer.name}`, pointer.key, params, schemaFile);
    pointers.push({ model: pointer, key });
  }
  return {
    model,
    ...(value !== undefined && { value }),
    ...(metadata !== undefined && { metadata }),
    key: await keySpecOf(name, model.key, params, schemaFile),
    pointers,
  };
}
