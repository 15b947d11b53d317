import { readFileSync } from "node:fs";
import type { CollectionModel, Model } from "../model.ts";
import type { DefinitionProblem, Path } from "../problem.ts";
import type { DefinitionSource } from "./definition-source.ts";

/**
 * Whether a name may be written twice, judged by the words of the text: parsing it is a good part of the cost
 * of a large schema.
 */
export function mayHoldDuplicates({ file }: DefinitionSource, { namespaces }: Model): boolean {
  const text = readFileSync(file, "utf8");
  // The content of the author's other files is not visible here.
  if (/\bfrom\s*["']\.|\bimport\s*["'(]/.test(text)) return true;
  const names = new Set(
    namespaces.flatMap(({ binding, collections }) => [binding, ...collections.map(nameOf)]),
  );
  // Words, and strings of one word. Key templates, and the start of any other string, are not names.
  const words = text.match(/(?<![\w$"'`])[\w$]+|"[\w$:{}./-]+"|'[\w$:{}./-]+'/g) ?? [];
  const seen = new Set<string>();
  return words.some((word) => {
    const isQuoted = word.startsWith('"') || word.startsWith("'");
    const name = isQuoted ? word.slice(1, -1) : word;
    if (!names.has(name)) return false;
    if (seen.has(name)) return true;
    seen.add(name);
    return false;
  });
}

function nameOf({ name }: CollectionModel): string {
  return name;
}

/**
 * Names that are written twice. JavaScript silently keeps the last one, so only the text shows them.
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
        help: "Rename one of them, or merge the two.",
      });
    }
    seen.add(property.name);
  }
  return problems;
}
