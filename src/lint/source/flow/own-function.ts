import type {
  ArrowFunctionExpression,
  CallExpression,
  Class,
  Function as FunctionNode,
  Node,
} from "oxc-parser";
import { type Code, followed, Steps } from "../code.ts";
import { propertyName } from "../declaration.ts";
import { classAround } from "../member-value.ts";
import { memberOf, rootOf, unwrap } from "../unwrap.ts";

/** A function with what it does. */
export type OwnFunction = ArrowFunctionExpression | FunctionNode;

/** Whether a node is a function with what it does. */
export function isFunction(node: Node | undefined): node is OwnFunction {
  return (
    node?.type === "FunctionDeclaration" ||
    node?.type === "FunctionExpression" ||
    node?.type === "ArrowFunctionExpression"
  );
}

/**
 * The function of the same file that a call runs, also a method of a class: `load()`, `store.load()`,
 * `this.load()`. Nothing where it may be another one.
 */
export function functionCalled(call: CallExpression, code: Code): Code | undefined {
  if (isImported(call.callee, code)) return undefined;
  const called = followed({ ...code, node: call.callee }, new Steps());
  if (called.file.tree !== code.file.tree) return undefined;
  if (isFunction(called.node)) return called.node.body === null ? undefined : called;
  const method = memberOf(unwrap(call.callee));
  const of = method && classOf({ ...code, node: unwrap(method.object) });
  const node = method && of && methodOf(of, method.name);
  return node && { node, file: code.file };
}

/** Whether what is called is of another module, which then need not be read. */
function isImported(callee: Node, { file: { scopes } }: Code): boolean {
  const root = rootOf(callee);
  return root.type === "Identifier" && scopes.lookUp(root.name, root.start)?.kind === "import";
}

/** The function of another module of the project that a call runs, by its name there: `saveUser(user)`. */
export function functionImported(call: CallExpression, code: Code): Code | undefined {
  if (!isImported(call.callee, code)) return undefined;
  const called = followed({ ...code, node: call.callee }, new Steps());
  if (called.file.tree === code.file.tree || !isFunction(called.node)) return undefined;
  return called.node.body === null ? undefined : called;
}

function classOf(object: Code): Class | undefined {
  if (object.node.type === "ThisExpression") return classAround(object);
  const { node, file } = followed(object, new Steps());
  if (node.type !== "NewExpression" || file !== object.file) return undefined;
  const made = followed({ node: node.callee, file }, new Steps());
  const isClass = made.node.type === "ClassDeclaration" || made.node.type === "ClassExpression";
  return isClass && made.file === file ? made.node : undefined;
}

function methodOf({ body }: Class, name: string): OwnFunction | undefined {
  for (const member of body.body) {
    if (member.type !== "MethodDefinition" && member.type !== "PropertyDefinition") continue;
    if (member.computed || propertyName(member.key) !== name || member.value === null) continue;
    if (member.type === "MethodDefinition" && member.kind !== "method") return undefined;
    return isFunction(member.value) && member.value.body !== null ? member.value : undefined;
  }
  return undefined;
}
