import { kebabCase } from "change-case";
import { freeName } from "../../codegen/text/free-name.ts";
import { IDENTIFIER } from "../../schema/identifier.ts";
import { plannedCollections } from "./collections/collections.ts";
import type { NamespacePlan } from "./collections/plan.ts";
import type { Access, Note } from "./source/access.ts";
import type { EnvironmentIds, WranglerBinding, WranglerProject } from "./wrangler-project.ts";

/** What the namespaces are derived from. */
interface Found {
  readonly wrangler: WranglerProject | undefined;
  /** What titles start with: the name of the Worker, or of the project. */
  readonly name: string;
  readonly accesses: readonly Access[];
}

/**
 * The namespaces of a project: those of the wrangler file, in its order, then those that only the code
 * names.
 *
 * @param notes receives what could not be determined.
 */
export function plannedNamespaces(found: Found, notes: Note[]): readonly NamespacePlan[] {
  const { wrangler, name, accesses } = found;
  const listed = wrangler?.bindings ?? [];
  const aliases = sameNamespaces(listed, wrangler, notes);
  const own = new Set(listed.map(({ binding }) => binding).filter((each) => !aliases.has(each)));
  const inCode = accesses.flatMap(({ binding }) => binding ?? []);
  for (const binding of inCode) if (!aliases.has(binding)) own.add(binding);
  const bindings = [...own].filter((binding) => IDENTIFIER.test(binding));
  const byBinding = Map.groupBy(accesses, ({ binding }) => {
    if (binding !== undefined) return aliases.get(binding) ?? binding;
    // If there is only one namespace, it is that one.
    return bindings.length === 1 ? bindings[0] : undefined;
  });
  for (const { file, line } of byBinding.get(undefined) ?? []) {
    notes.push({ file, line, message: "the code does not say which namespace this is" });
  }
  const titles = new Set<string>();
  return bindings.map((binding) => {
    const ids = listed.find((each) => each.binding === binding)?.ids ?? [];
    return {
      binding,
      title: titleOf(name, binding, titles),
      preview: ids.some(({ id, previewId }) => previewId !== undefined && previewId !== id),
      comments: commentsOf(binding, ids, wrangler),
      collections: plannedCollections(binding, byBinding.get(binding) ?? [], notes),
    };
  });
}

/** Bindings that are another name for the namespace of an earlier binding, mapped to that binding. */
function sameNamespaces(
  bindings: readonly WranglerBinding[],
  wrangler: WranglerProject | undefined,
  notes: Note[],
): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  const owners = new Map<string, string>();
  for (const { binding, ids, line } of bindings) {
    const keys = ids.flatMap(({ environment, id }) => (id ? [`${environment ?? ""} ${id}`] : []));
    const owner = keys.map((key) => owners.get(key)).find((each) => each !== undefined);
    if (owner === undefined) {
      for (const key of keys) owners.set(key, binding);
      continue;
    }
    aliases.set(binding, owner);
    const message = `\`${binding}\` is another name for the namespace of \`${owner}\`: its keys are there, and it is left out`;
    notes.push({ file: wrangler?.file ?? "", line, message });
  }
  return aliases;
}

/** `shop-{stage}-cache`: an adopted namespace keeps the title that it has. */
function titleOf(name: string, binding: string, taken: Set<string>): string {
  const base = `${name}-{stage}-${kebabCase(binding)}`;
  const title = freeName(base, (name) => taken.has(name), "-");
  taken.add(title);
  return title;
}

function commentsOf(
  binding: string,
  ids: readonly EnvironmentIds[],
  wrangler: WranglerProject | undefined,
): readonly string[] {
  if (wrangler !== undefined && ids.length === 0) {
    return [`The code names \`${binding}\`, but the wrangler file does not.`];
  }
  return ids.flatMap(({ environment, id, previewId }) => {
    const named = [
      ...(id === undefined ? [] : [`id ${id}`]),
      ...(previewId === undefined ? [] : [`preview_id ${previewId}`]),
    ];
    return named.length === 0 ? [] : [`${environment ?? "top level"}: ${named.join(", ")}`];
  });
}
