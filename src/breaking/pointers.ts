import { isDeepStrictEqual } from "node:util";
import { wayOf } from "../../schema/field-path.ts";
import type { CollectionModel, PointerModel } from "../../schema/model.ts";
import type { Path, SchemaProblem } from "../../schema/problem.ts";
import { renamed } from "./calls.ts";
import { change } from "./change.ts";
import { makesSameKeys, rewrittenParam } from "./keys.ts";
import { BREAKING } from "./rules/index.ts";

/** What a change of a collection's pointers breaks: a pointer is a stored key as well. */
export function* comparePointers(
  old: CollectionModel,
  now: CollectionModel,
  path: Path,
): Generator<SchemaProblem> {
  const [before, after] = [old.pointers ?? [], now.pointers ?? []];
  for (const pointer of after) {
    const at = [...path, "pointers", pointer.name];
    const known = predecessorOf(pointer, before);
    const isSame = known !== undefined && leadsAlike(known, old, pointer, now);
    if (known === undefined) {
      yield change(
        BREAKING.pointerAdded,
        at,
        `stored records of \`${now.name}\` have no pointer \`${pointer.name}\``,
        "Run `repairPointers` once it is deployed, and find records by the pointer from then on.",
      );
    } else if (!isSame) {
      const param = rewrittenParam(known.key, pointer.key);
      yield change(
        BREAKING.keyChanged,
        at,
        param === undefined
          ? `keys of the pointer \`${pointer.name}\` were \`${known.key.template}\``
          : `\`{${param.name}}\` of the pointer \`${pointer.name}\` is written differently`,
        "Keep the template, or run `repairPointers` once it is deployed to write the new keys; keys of the old form stay.",
      );
    } else if (known.onTaken === "replace" && pointer.onTaken === undefined) {
      yield change(
        BREAKING.pointerTaken,
        at,
        `a \`put\` is now rejected if another record has its pointer \`${pointer.name}\``,
        'Keep `onTaken: "replace"`, or first make the writers handle `pointer-taken`.',
      );
    }
    if (known !== undefined && known.name !== pointer.name) {
      yield renamed(
        at,
        `the pointer \`${known.name}\` of \`${now.name}\` is now called \`${pointer.name}\``,
      );
    }
  }
  for (const { name, key } of before) {
    if (after.some((pointer) => predecessorOf(pointer, before)?.name === name)) continue;
    yield change(
      BREAKING.pointerRemoved,
      [...path, ...(now.pointers === undefined ? [] : ["pointers"])],
      `the pointer \`${name}\` (\`${key.template}\`) is gone, but its keys are not`,
      "Keep it until its records have expired or are deleted, or delete those keys once nothing writes them.",
    );
  }
}

/** Whether two pointers make the same keys from the same parts of a record, whose own parameters may be renamed. */
function leadsAlike(
  before: PointerModel,
  old: CollectionModel,
  after: PointerModel,
  now: CollectionModel,
): boolean {
  const parts = ({ fields, key }: PointerModel, record: CollectionModel) =>
    key.params.map(({ name }) => {
      const index = record.key.params.findIndex((param) => param.name === name);
      return index === -1 ? wayOf(fields, name) : index;
    });
  return (
    makesSameKeys(before.key, after.key) && isDeepStrictEqual(parts(before, old), parts(after, now))
  );
}

/** What a pointer was before: the one with its name, otherwise one with another name that makes the same keys. */
function predecessorOf(
  { name, key }: PointerModel,
  before: readonly PointerModel[],
): PointerModel | undefined {
  return (
    before.find((pointer) => pointer.name === name) ??
    before.find((pointer) => makesSameKeys(pointer.key, key))
  );
}
