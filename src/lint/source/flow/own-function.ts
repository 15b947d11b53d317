import type {
  ArrowFunctionExpression,
  CallExpression,
  Class,
  Function as FunctionNode,
  Node,
  ObjectExpression,
} from "oxc-parser";
import { type Code, followed, Steps } from "../code.ts";
import { propertyName } from "../declaration.ts";
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
  const of = method && ownerOf({ ...code, node: unwrap(method.object) });
  const node = method && of && methodOf(of, method.name);
  return node && { node, file: code.file };
}

/** Whether what is called is of another module, which then need not be read. */
function isImported(callee: Node, { file: { scopes } }: Code): boolean {
  const root = rootOf(callee);
  return root.type === "Identifier" && scopes.lookUp(root.name, root.start)?.kind === "import";
}

/**
 * The function of another module of the project that a call runs, by its name there: `saveUser(user)`; also
 * a method of a class of that module: `new Users(env.KV).save(user)`.
 */
export function functionImported(call: CallExpression, code: Code): Code | undefined {
  if (!isImported(call.callee, code)) return methodImported(call, code);
  const called = followed({ ...code, node: call.callee }, new Steps());
  if (called.file.tree === code.file.tree || !isFunction(called.node)) return undefined;
  return called.node.body === null ? undefined : called;
}

function methodImported({ callee }: CallExpression, code: Code): Code | undefined {
  const method = memberOf(unwrap(callee));
  if (method === undefined || !isMade(rootOf(method.object), code)) return undefined;
  const object = followed({ ...code, node: method.object }, new Steps());
  if (object.node.type !== "NewExpression" || !isImported(object.node.callee, object))
    return undefined;
  const made = followed({ ...object, node: object.node.callee }, new Steps());
  if (made.node.type !== "ClassDeclaration" && made.node.type !== "ClassExpression")
    return undefined;
  const node = methodOf(made.node, method.name);
  return node && { node, file: made.file };
}

/** Whether a chain of properties may start from what the file makes with `new`. */
function isMade(root: Node, { file: { scopes } }: Code): boolean {
  if (root.type !== "Identifier") return root.type === "NewExpression";
  const declaration = scopes.lookUp(root.name, root.start);
  return declaration?.kind === "value" && unwrap(declaration.init).type === "NewExpression";
}

/** The class or the object whose methods can be called of what is not of another module. */
function ownerOf(object: Code): Class | ObjectExpression | undefined {
  if (object.node.type === "ThisExpression") return ownerOfThis(object);
  const { node, file } = followed(object, new Steps());
  if (node.type !== "NewExpression" || file !== object.file) return undefined;
  const made = followed({ node: node.callee, file }, new Steps());
  const isClass = made.node.type === "ClassDeclaration" || made.node.type === "ClassExpression";
  return isClass && made.file === file ? made.node : undefined;
}

/** What `this` is: an object that is written out, inside its methods, or the class around. */
function ownerOfThis({ node, file: { parents } }: Code): Class | ObjectExpression | undefined {
  let inner = node;
  for (const outer of parents.around(node)) {
    if (outer.type === "ClassDeclaration" || outer.type === "ClassExpression") return outer;
    if (outer.type === "FunctionExpression") inner = outer;
    if (outer.type === "ObjectExpression" && inner.type === "FunctionExpression") {
      return outer.properties.some((member) => "value" in member && member.value === inner)
        ? outer
        : undefined;
    }
    if (outer.type === "FunctionDeclaration") return undefined;
  }
  return undefined;
}

function methodOf(owner: Class | ObjectExpression, name: string): OwnFunction | undefined {
  const members = owner.type === "ObjectExpression" ? owner.properties : owner.body.body;
  for (const member of members) {
    if (!("value" in member) || !("key" in member)) continue;
    if (member.computed || propertyName(member.key) !== name || member.value === null) continue;
    if (member.type === "MethodDefinition" && member.kind !== "method") return undefined;
    return isFunction(member.value) && member.value.body !== null ? member.value : undefined;
  }
  return undefined;
}
