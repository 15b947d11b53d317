import { relative } from "node:path";
import { collectionsOf } from "../../schema/checks/check.ts";
import type { Compiled } from "../../schema/compile-file.ts";
import { authoredIn } from "../../schema/type/authored.ts";
import { pathOf } from "../../schema/type/steps.ts";

/**
 * The parts of types that the Worker leaves to the author's schema, one line each with its place, below a line
 * that says what that costs; empty if there are none.
 */
export function authoredParts({ file, model, placeOf }: Compiled): readonly string[] {
  const lines = [...collectionsOf(model)].flatMap(({ namespace, collection, path }) =>
    (["value", "metadata"] as const).flatMap((part) => {
      const type = collection[part];
      if (type === undefined) return [];
      return authoredIn(type).map(({ steps, reason }) => {
        const way = [part, ...pathOf(steps)];
        const place = placeOf([...path, ...way]);
        const at = `${relative(process.cwd(), place.file)}:${place.line}:${place.column}`;
        return `  ${namespace.binding}.${collection.name} ${way.join(".")} at ${at}: ${reason}`;
      });
    }),
  );
  if (lines.length === 0) return lines;
  const what = lines.length === 1 ? "1 part calls" : `${lines.length} parts call`;
  return [
    `${what} your zod schema: the Worker bundles ${relative(process.cwd(), file)}, with zod, for`,
    ...lines,
  ];
}
