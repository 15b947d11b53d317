import type { DefinitionProblem } from "../../schema/problem.ts";
import { problemsOf } from "./check-text.ts";
import type { CollectionPlan, NamespacePlan } from "./collections/plan.ts";
import { type SchemaPlan, schemaText } from "./schema-text.ts";
import type { Note } from "./source/access.ts";

/** A schema as the file will hold it. */
interface SoundSchema {
  readonly text: string;
  readonly namespaces: readonly NamespacePlan[];
}

/**
 * The text of a schema in which the definition checks find nothing: collections that they reject are left
 * out, one by one.
 *
 * @param notes receives what is left out, and why.
 */
export async function soundSchema(plan: SchemaPlan, notes: Note[]): Promise<SoundSchema> {
  let { namespaces } = plan;
  for (;;) {
    const text = schemaText({ ...plan, namespaces });
    const problems = await problemsOf(text);
    const found = problems.map((problem) => refusedBy(problem, namespaces));
    const refused = found.find((each) => each !== undefined);
    const [problem] = problems;
    if (problem === undefined) return { text, namespaces };
    // A problem of anything else is a bug of this command.
    if (refused === undefined) throw new Error(`${problem.rule}: ${problem.message}`);
    const { binding, collection, message } = refused;
    const [place = { file: "", line: 0 }] = collection.places;
    notes.push({ ...place, message: `\`${collection.key}\` is left out: ${message}` });
    namespaces = namespaces.map((namespace) => {
      const collections = namespace.collections.filter((each) => each !== collection);
      return namespace.binding === binding ? { ...namespace, collections } : namespace;
    });
  }
}

interface Refused {
  readonly binding: string;
  readonly collection: CollectionPlan;
  readonly message: string;
}

function refusedBy(
  { path, rule, message }: DefinitionProblem,
  namespaces: readonly NamespacePlan[],
): Refused | undefined {
  const [, binding, , name] = path;
  const namespace = namespaces.find((each) => each.binding === binding);
  const named = namespace?.collections.find((each) => each.name === name);
  if (namespace === undefined || named === undefined) return undefined;
  // Of two that can make the same key, the one without a prefix matches keys that are not its own.
  const isOpen = ({ name, key }: CollectionPlan) =>
    key.startsWith("{") && message.includes(`\`${name}\``);
  const open = rule === "key-collision" ? namespace.collections.find(isOpen) : undefined;
  return { binding: namespace.binding, collection: open ?? named, message };
}
