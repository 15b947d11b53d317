import type { Node } from "oxc-parser";
import { propertyName } from "./declaration.ts";
import type { SourceFile } from "./source-file.ts";

/** The name of a function: its own, or that of the variable or the member that holds it. */
export function nameOfFunction(node: Node, { parents }: SourceFile): string | undefined {
  if (node.type === "FunctionDeclaration") return node.id?.name;
  const holder = parents.of(node);
  if (holder?.type === "VariableDeclarator")
    return holder.id.type === "Identifier" ? holder.id.name : undefined;
  return holder?.type === "Property" || holder?.type === "MethodDefinition"
    ? propertyName(holder.key)
    : undefined;
}
