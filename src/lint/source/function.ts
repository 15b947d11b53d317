import type { ArrowFunctionExpression, Function as FunctionNode, Node } from "oxc-parser";

/** A function with a body. */
export type OwnFunction = ArrowFunctionExpression | FunctionNode;

/** Whether a node is a function with a body. */
export function isFunction(node: Node | undefined): node is OwnFunction {
  return (
    node?.type === "FunctionDeclaration" ||
    node?.type === "FunctionExpression" ||
    node?.type === "ArrowFunctionExpression"
  );
}
