import type { KvCall } from "./kv-call.ts";
import { namesIn } from "./names.ts";
import type { SourceFile } from "./source-file.ts";

/**
 * Whether a write uses the same variable as a read for its key, and the variable is not reassigned in between,
 * except on a path without the read: `if (slug) { …get(slug) } else slug = random()`.
 */
export function isOfVariable(
  read: KvCall,
  write: KvCall,
  { parents, scopes, tree }: SourceFile,
): boolean {
  const [one, other] = [read, write].map(({ node: { arguments: given } }) => given[0]);
  if (one?.type !== "Identifier" || other === undefined || read.target !== write.target)
    return false;
  if (scopes.of(one) === undefined || !scopes.isSame(other, one)) return false;
  const around = new Set(parents.around(read.node));
  const body = parents.functionOf(read.node);
  const assignments = tree
    .ofType("AssignmentExpression", body)
    .map((node) => ({ node, target: node.left }));
  const counts = tree
    .ofType("UpdateExpression", body)
    .map((node) => ({ node, target: node.argument }));
  return [...assignments, ...counts].every(({ node, target }) => {
    if (node.start < read.node.end || node.end > write.node.start) return true;
    if (!namesIn(target).has(one.name)) return true;
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
