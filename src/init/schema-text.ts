import { propertyName, stringText } from "../../codegen/text/literal.ts";
import { INDENT, printDoc } from "../../codegen/text/print-doc.ts";
import { collectionLines } from "./collection-text.ts";
import type { NamespacePlan } from "./collections/plan.ts";
import { commentLines } from "./comment-lines.ts";

/** A schema before it becomes text. */
export interface SchemaPlan {
  /** What it was read from, for its first lines. */
  readonly from: string;
  /** The generated file; nothing if it is the default one. */
  readonly output: string | undefined;
  readonly namespaces: readonly NamespacePlan[];
  /** Shows a path to people. */
  pathOf(file: string): string;
}

/** The text of a schema file. */
export function schemaText({ from, output, namespaces, pathOf }: SchemaPlan): string {
  const body = [
    "export default defineKv({",
    ...(output === undefined ? [] : printDoc(["output: ", stringText(output), ","], 1)),
    `${INDENT}namespaces: {`,
    ...namespaces.flatMap((namespace) => namespaceLines(namespace, pathOf)),
    `${INDENT}},`,
    "});",
  ];
  const text = body.join("\n");
  const code = body.filter((line) => !line.trimStart().startsWith("//")).join("\n");
  const names = ["collection", "defineKv", "param", "ttl"].filter((name) =>
    new RegExp(`\\b${name}[.(]`).test(code),
  );
  const imports = [
    `import { ${names.join(", ")} } from "keyloom";`,
    ...(/\bz\./.test(code) ? ['import { z } from "zod";'] : []),
  ];
  const about = [
    `\`keyloom init\` read this from ${from}.`,
    "It describes what the code does today; each TODO marks what the code does not say.",
  ];
  return `${[...commentLines(about.join(" "), 0), ...imports, "", text].join("\n")}\n`;
}

function namespaceLines(
  { binding, title, preview, comments, collections }: NamespacePlan,
  pathOf: (file: string) => string,
): readonly string[] {
  return [
    ...comments.flatMap((comment) => commentLines(comment, 2)),
    `${INDENT.repeat(2)}${propertyName(binding)}: {`,
    ...printDoc(["title: ", stringText(title), ","], 3),
    ...(preview ? printDoc("preview: true,", 3) : []),
    ...(collections.length === 0
      ? [
          ...commentLines(
            "TODO: no code that uses it was found; add a collection for each kind of record.",
            3,
          ),
          ...printDoc("collections: {},", 3),
        ]
      : [
          ...printDoc("collections: {", 3),
          ...collections.flatMap((collection) => collectionLines(collection, 4, pathOf)),
          ...printDoc("},", 3),
        ]),
    `${INDENT.repeat(2)}},`,
  ];
}
