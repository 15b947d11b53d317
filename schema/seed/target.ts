import { type KvDefinition, recordsOptions } from "../define.ts";
import { keySpecOf } from "../key.ts";
import type { CollectionModel } from "../model.ts";
import type { SeedPointer, SeedTarget } from "./prepare.ts";

/**
 * What the records of a collection are checked against.
 *
 * @throws CannotRunError if the module of a custom codec cannot be used.
 */
export async function seedTarget(
  schemaFile: string,
  definition: KvDefinition,
  binding: string,
  model: CollectionModel,
): Promise<SeedTarget> {
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
