import { keyPattern, literalHead } from "../key-pattern.ts";
import type { CollectionModel, Model, NamespaceModel } from "../model.ts";
import type { DefinitionCheck, Finding } from "./check.ts";

/** Two templates of one namespace that can make the same key. */
export const keyCollision: DefinitionCheck = { id: "key-collision", find };

async function* find(model: Model): AsyncGenerator<Finding> {
  for (const namespace of model.namespaces) yield* findInNamespace(namespace);
}

async function* findInNamespace({ binding, collections }: NamespaceModel): AsyncGenerator<Finding> {
  for (const [index, later] of collections.entries()) {
    for (const earlier of collections.slice(0, index)) {
      if (!headsMeet(earlier, later)) continue;
      const key = await commonKey(earlier, later);
      if (key === undefined) continue;
      yield {
        path: ["namespaces", binding, "collections", later.name, "key"],
        message: `\`${later.name}\` (${later.key.template}) and \`${earlier.name}\` (${earlier.key.template}) can make the same key, such as ${JSON.stringify(key)}`,
        help: "Give one of them a prefix of its own, or narrow a parameter's type.",
      };
    }
  }
}

/** Most pairs are told apart by their literal heads alone. */
function headsMeet(a: CollectionModel, b: CollectionModel): boolean {
  const [first, second] = [literalHead(a.key), literalHead(b.key)];
  return first.startsWith(second) || second.startsWith(first);
}

/** A key that both templates make, found by intersecting their automata. */
async function commonKey(a: CollectionModel, b: CollectionModel): Promise<string | undefined> {
  // Imported here: it is large, and few schemas have templates whose heads meet.
  const { getIntersectionWordSets, isDisjointWith, JS, NFA, Words } = await import("refa");
  const [first, second] = [a, b].map(({ key }) => {
    const literal = { source: keyPattern(key), flags: "su" };
    const { expression, maxCharacter } = JS.Parser.fromLiteral(literal).parse();
    return NFA.fromRegex(expression, { maxCharacter });
  });
  if (first === undefined || second === undefined || isDisjointWith(first, second))
    return undefined;
  const [words] = getIntersectionWordSets(first, second);
  return words && Words.fromUnicodeToString(Words.pickMostReadableWord(words) ?? []);
}
