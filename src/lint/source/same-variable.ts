import { walk } from "./children.ts";
import type { KvCall } from "./kv-call.ts";
import type { SourceFile } from "./source-file.ts";

/**
 * Whether a write has the key that a read has in a variable, which is given no other value between, but where
 * the code does not come by the read: `if (slug) { …get(slug) } else slug = random()`.
 */
export function isOfVariable(
  read: KvCall,
  write: KvCall,
  { parents, scopes }: SourceFile,
): boolean {
  const [one, other] = [read, write].map(({ node: { arguments: given } }) => given[0]);
  if (one?.type !== "Identifier" || other?.type !== "Identifier") return false;
  if (one.name !== other.name || read.target !== write.target) return false;
  const declaration = scopes.lookUp(one.name, one.start);
  if (declaration === undefined || declaration !== scopes.lookUp(other.name, other.start))
    return false;
  const around = new Set(parents.around(read.node));
  return [...walk(parents.functionOf(read.node))].every((node) => {
    if (node.start < read.node.end || node.end > write.node.start) return true;
    if (node.type !== "AssignmentExpression" && node.type !== "UpdateExpression") return true;
    const target = node.type === "UpdateExpression" ? node.argument : node.left;
    if (
      ![...walk(target)].some((inner) => inner.type === "Identifier" && inner.name === one.name)
    ) {
      return true;
    }
    const inside = [...parents.around(node)];
    return inside.some(
      (outer) =>
        outer.type === "IfStatement" &&
        around.has(outer.consequent) &&
        outer.alternate !== null &&
        inside.includes(outer.alternate),
    );
  });
}
