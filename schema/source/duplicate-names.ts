import type { Model } from "../model.ts";
import type { DefinitionProblem, Path } from "../problem.ts";
import type { DefinitionSource } from "./definition-source.ts";

/**
 * Names that are written twice. JavaScript keeps the last one without a word, so that only the text
 * shows them.
 */
export function findDuplicateNames(source: DefinitionSource, model: Model): DefinitionProblem[] {
  return [
    ...duplicatesIn(source, ["namespaces"], "binding-duplicate", "binding"),
    ...model.namespaces.flatMap(({ binding }) =>
      duplicatesIn(
        source,
        ["namespaces", binding, "collections"],
        "collection-duplicate",
        "collection",
      ),
    ),
  ];
}

function duplicatesIn(
  source: DefinitionSource,
  path: Path,
  rule: DefinitionProblem["rule"],
  what: string,
): DefinitionProblem[] {
  const seen = new Set<string>();
  const problems: DefinitionProblem[] = [];
  for (const property of source.properties(path)) {
    if (seen.has(property.name)) {
      problems.push({
        rule,
        path: [...path, property.name],
        place: source.placeOfName(property),
        message: `the ${what} \`${property.name}\` is declared twice, and the later one silently wins`,
        help: "Rename one of them, or join the two.",
      });
    }
    seen.add(property.name);
  }
  return problems;
}
