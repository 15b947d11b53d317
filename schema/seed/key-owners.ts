import { parseKey } from "../../src/runtime/key-spec.ts";
import { compileModel } from "../compile/model.ts";
import { recordsOptions } from "../define.ts";
import { loadSchema } from "../load.ts";
import { keySpecOf } from "./key-spec.ts";

/**
 * The keys that, by their templates, belong to other collections of the namespace, or to their pointers.
 *
 * @throws CannotRunError if the module of a custom codec cannot be used.
 */
export async function keysOfOthers(
  schemaFile: string,
  binding: string,
  collection: string,
  keys: Iterable<string>,
): Promise<ReadonlySet<string>> {
  const definition = await loadSchema(schemaFile);
  const { collections = [] } =
    compileModel(definition.options, []).namespaces.find((each) => each.binding === binding) ?? {};
  const templates = collections
    .filter(({ name }) => name !== collection)
    .flatMap(({ name, key, pointers = [] }) =>
      [key, ...pointers.map((pointer) => pointer.key)].map((key) => ({ name, key })),
    );
  const specs = await Promise.all(
    templates.map(({ name, key }) => {
      const { params = {} } = recordsOptions(definition, binding, name) ?? {};
      return keySpecOf(`${binding}.${name}`, key, params, schemaFile);
    }),
  );
  return new Set([...keys].filter((key) => specs.some((spec) => parseKey(spec, key) !== null)));
}
