import { HOLE } from "../../lint/source/keys/key-text.ts";
import type { Access, Note } from "../source/access.ts";
import { type Group, grouped } from "./group.ts";
import { metadataPlan } from "./metadata-plan.ts";
import { collectionName } from "./names.ts";
import { plannedParams } from "./params.ts";
import type { CollectionPlan, ParamPlan } from "./plan.ts";
import { ttlPlan } from "./ttl-plan.ts";
import { valuePlan } from "./value-plan.ts";

/**
 * The collections of a namespace, derived from all uses of its keys, in the order of the code.
 *
 * @param notes receives what could not be determined.
 */
export function plannedCollections(
  binding: string,
  accesses: readonly Access[],
  notes: Note[],
): readonly CollectionPlan[] {
  const groups = grouped(accesses, notes);
  const keys = groups.flatMap(({ structure }) => (structure.includes(HOLE) ? [] : [structure]));
  const names = new Set<string>();
  return groups.map((group) => {
    const plan = plannedCollection(binding, group, keys, names, notes);
    names.add(plan.name);
    return plan;
  });
}

function plannedCollection(
  binding: string,
  group: Group,
  keys: readonly string[],
  names: ReadonlySet<string>,
  notes: Note[],
): CollectionPlan {
  const { accesses, structure, isPrefix } = group;
  const { params, open, numbers } = plannedParams(group, keys);
  const value = valuePlan(accesses);
  const ttl = ttlPlan(accesses);
  const metadata = metadataPlan(accesses);
  for (const [{ file, line }, message] of [...value.odd, ...ttl.odd]) {
    notes.push({ file, line, message });
  }
  const key = templateOf(structure, params);
  const [first] = accesses;
  for (const name of first === undefined ? [] : open) {
    const message = `a \`:\` in \`{${name}}\` of \`${key}\` will be percent-encoded, but the stored keys are not`;
    notes.push({ file: first?.file ?? "", line: first?.line ?? 0, message });
  }
  const seen = isPrefix ? ["say what follows the prefix: the code only lists these keys"] : [];
  return {
    name: collectionName(
      structure,
      params.map(({ name }) => name),
      binding,
      names,
    ),
    key,
    params: params.filter(({ type, except }) => type.kind !== "text" || except.length > 0),
    value: value.plan,
    ...(metadata.plan && { metadata: metadata.plan }),
    ttl: ttl.plan,
    places: accesses
      .map(({ file, line }) => ({ file, line }))
      .sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1)),
    todos: [...seen, ...numberTodos(numbers), ...value.todos, ...metadata.todos, ...ttl.todos],
  };
}

/** `session:{userId}` */
function templateOf(structure: string, params: readonly ParamPlan[]): string {
  const names = params.map(({ name }) => `{${name}}`);
  return structure.replaceAll(HOLE, () => names.shift() ?? "");
}

/** An integer type alone would produce different keys. */
function numberTodos(params: readonly string[]): readonly string[] {
  if (params.length === 0) return [];
  const names = params.map((name) => `\`{${name}}\``).join(" and ");
  const are = params.length === 1 ? "is an integer" : "are integers";
  return [
    `say whether ${names} ${are}: \`param.unpadded(z.int())\` writes a number as it is, and \`z.int()\` alone pads it`,
  ];
}
