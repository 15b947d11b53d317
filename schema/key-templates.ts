import type { KeyModel } from "./key-model.ts";
import type { CollectionModel, Model, NamespaceModel, PointerModel } from "./model.ts";
import type { Path } from "./problem.ts";

/** A key template of a namespace: for a collection's records, or for a pointer to them. */
export interface KeyTemplate {
  /** What follows the binding in code: `user`, `user.byEmail`. */
  readonly name: string;
  readonly key: KeyModel;
  readonly collection: CollectionModel;
  readonly isPointer: boolean;
  /** For a pointer, the paths to the nested fields of the value. */
  readonly fields?: PointerModel["fields"];
  /** The paths to the template's text and to the collection in the definition. */
  readonly path: Path;
  readonly collectionPath: Path;
}

/** All key templates of a namespace: no others make its keys. */
export function keyTemplatesIn({ binding, collections }: NamespaceModel): readonly KeyTemplate[] {
  return collections.flatMap((collection) => {
    const { name, key, pointers = [] } = collection;
    const collectionPath = ["namespaces", binding, "collections", name];
    const own = { collection, collectionPath };
    return [
      { ...own, name, key, isPointer: false, path: [...collectionPath, "key"] },
      ...pointers.map((pointer) => ({
        ...own,
        name: `${name}.${pointer.name}`,
        key: pointer.key,
        isPointer: true,
        ...(pointer.fields !== undefined && { fields: pointer.fields }),
        path: [...collectionPath, "pointers", pointer.name, "key"],
      })),
    ];
  });
}

/** All key templates of a schema. */
export function keyTemplatesOf({ namespaces }: Model): readonly KeyTemplate[] {
  return namespaces.flatMap(keyTemplatesIn);
}
