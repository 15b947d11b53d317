import type { Node } from "oxc-parser";
import { nameOfFunction } from "../function-name.ts";
import { isInside } from "../inside.ts";
import type { SourceFile } from "../source-file.ts";
import { memberOf, unwrap } from "../unwrap.ts";

/** Names that frameworks give to the function for `DELETE`: Next and SvelteKit the first, Pages the second. */
const HANDLER = /^(?:DELETE|onRequestDelete)$/;

/** Whether a key is removed because a request with the method `DELETE` asks for it: then it was not spent. */
export function isAskedRemoval(removal: Node, file: SourceFile): boolean {
  const { parents } = file;
  const body = parents.functionOf(removal);
  if (HANDLER.test(nameOfFunction(body, file) ?? "") || isRoute(parents.of(body), body))
    return true;
  return parents
    .around(removal)
    .some(
      (node) =>
        (node.type === "IfStatement" &&
          isInside(removal, node.consequent) &&
          namesMethod(node.test, file)) ||
        (node.type === "SwitchCase" && node.test !== null && namesMethod(node.test, file)),
    );
}

/** Whether a function is the handler of `app.delete("/links/:code", …)`. */
function isRoute(call: Node | undefined, handler: Node): boolean {
  if (call?.type !== "CallExpression" || unwrap(call.callee).type !== "MemberExpression")
    return false;
  const [path] = call.arguments;
  return memberOf(call.callee)?.name === "delete" && path !== undefined && path !== handler;
}

/** Whether an expression has the text `"DELETE"`. */
function namesMethod(test: Node, { tree }: SourceFile): boolean {
  return tree.ofType("Literal", test).some(({ value }) => value === "DELETE");
}
