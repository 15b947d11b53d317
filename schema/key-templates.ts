import type { CollectionModel, KeyModel, Model, NamespaceModel, PointerModel } from "./model.ts";
import type { Path } from "./problem.ts";

/** A key template of a namespace: that of a collection's records, or that of a pointer to them. */
export interface KeyTemplate {
  /** What stands behind the binding in code: `user`, `user.byEmail`. */
  readonly name: string;
  readonly key: KeyModel;
  readonly collection: CollectionModel;
  readonly isPointer: boolean;
  /** Of a pointer, the way in the value to the fields that are not the value's own. */
  readonly fields?: PointerModel["fields"];
  /** The way to the template's text in the definition, and to the collection. */
  readonly path: Path;
  readonly collectionPath: Path;
}

/** All key templates of a namespace: its keys are made of no others. */
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
