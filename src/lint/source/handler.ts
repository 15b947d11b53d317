import type { Node } from "oxc-parser";
import { propertyName } from "./declaration.ts";
import { isFunction } from "./function.ts";
import type { Name } from "./scopes.ts";
import type { SourceFile } from "./source-file.ts";

/** Whether a piece of code is run by the Worker's crons and by nothing else in the project. */
export function isOfCron(node: Node, file: SourceFile): boolean {
  return isOfHandler("scheduled", node, file);
}

/**
 * Whether a piece of code is run by one handler of the Worker and by nothing else in the project: it stands in
 * the handler, or in a function that is not exported and that only such code calls.
 */
export function isOfHandler(
  handler: "scheduled" | "queue",
  node: Node,
  file: SourceFile,
  seen = new Set<Node>(),
): boolean {
  const around = [...file.parents.around(node)];
  for (const outer of around) {
    if (outer.type === "Property" || outer.type === "MethodDefinition") {
      if (isFunction(outer.value) && propertyName(outer.key) === handler) return true;
    }
  }
  const outermost = around.findLast(isFunction);
  if (outermost === undefined || seen.has(outermost)) return false;
  seen.add(outermost);
  const id = nameOf(outermost, file);
  if (id === undefined) return false;
  const uses = file.tree
    .ofType("Identifier")
    .filter((use) => use !== id && file.scopes.isSame(use, id));
  if (uses.length === 0 || file.parents.isExported(outermost)) return false;
  // A name in a list of exports is a use, but not a cron's.
  return uses.every((use) => isOfHandler(handler, use, file, seen));
}

/** The name of a function of the module. */
function nameOf(node: Node, { parents }: SourceFile): Name | undefined {
  if (node.type === "FunctionDeclaration") return node.id ?? undefined;
  const declarator = parents.of(parents.outermost(node));
  if (declarator?.type !== "VariableDeclarator") return undefined;
  return declarator.id.type === "Identifier" ? declarator.id : undefined;
}
