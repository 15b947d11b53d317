import type { Node } from "oxc-parser";
import { propertyName } from "./declaration.ts";
import { isFunction } from "./function.ts";
import type { Parents } from "./parents.ts";
import type { SourceFile } from "./source-file.ts";
import { memberOf, methodOfNamed, unwrap } from "./unwrap.ts";

/** Members of the map that a read of many keys returns, which is never null. */
const MAP_MEMBERS: ReadonlySet<string> = new Set([
  ...["get", "has", "size", "keys", "values", "entries", "forEach"],
]);

/** How a value is used directly, without a variable. */
export function useOf(awaited: Node, parents: Parents): string | undefined {
  const value = parents.outermost(awaited);
  const parent = parents.of(value);
  if (parent?.type === "VariableDeclarator" && parent.init === value) {
    const { type } = parent.id;
    return type === "ObjectPattern" || type === "ArrayPattern" ? "destructuring" : undefined;
  }
  if (parent?.type !== "MemberExpression" || parent.object !== value || parent.optional) return;
  return memberUsed(parent);
}

function memberUsed(member: Node): string | undefined {
  const name = memberOf(member)?.name;
  if (name === undefined) return "an element";
  return MAP_MEMBERS.has(name) ? undefined : `\`.${name}\``;
}

/** How the `value` of a record with its metadata is used: that of `found.value`, and of `const { value } = …`. */
export function useOfPart(read: Node, awaited: Node, file: SourceFile): string | undefined {
  const { parents, tree, scopes } = file;
  const declarator = parents.of(parents.outermost(awaited));
  if (declarator?.type !== "VariableDeclarator") return undefined;
  const { id } = declarator;
  if (id.type === "ObjectPattern") {
    for (const property of id.properties) {
      if (property.type !== "Property" || propertyName(property.key) !== "value") continue;
      return useOfVariable(property.value, declarator, file);
    }
    return undefined;
  }
  if (id.type !== "Identifier") return undefined;
  const part = tree
    .ofType("MemberExpression", parents.functionOf(read))
    .find(
      (node) =>
        node.start > declarator.end &&
        memberOf(node)?.name === "value" &&
        scopes.isSame(unwrap(node.object), id),
    );
  return part && isReached(part, declarator, parents) ? parsedUseOf(part, file) : undefined;
}

/** `JSON.parse` of null is null. */
function parsedUseOf(value: Node, file: SourceFile): string | undefined {
  const { parents } = file;
  const given = parents.outermost(value);
  const call = parents.of(given);
  if (call?.type !== "CallExpression" || call.arguments[0] !== given) return undefined;
  if (methodOfNamed(call.callee, "JSON") !== "parse") return undefined;
  return useOf(call, parents) ?? laterUseOf(call, file);
}

/** How a value is used that is in a variable, or is JSON. */
export function laterUseOf(value: Node, file: SourceFile): string | undefined {
  const { parents } = file;
  const outer = parents.outermost(value);
  const declarator = parents.of(outer);
  return declarator?.type === "VariableDeclarator" && declarator.init === outer
    ? useOfVariable(declarator.id, declarator, file)
    : parsedUseOf(value, file);
}

/** How a variable is first used, if nothing can have checked it for null before. */
function useOfVariable(id: Node, declarator: Node, file: SourceFile): string | undefined {
  if (id.type !== "Identifier") return undefined;
  const { parents, tree, scopes } = file;
  const body = parents.functionOf(declarator);
  const first = tree
    .ofType("Identifier", body)
    .find(
      (node) => node.start > declarator.end && scopes.isSame(node, id) && !isNameOf(node, parents),
    );
  if (first === undefined || parents.functionOf(first) !== body) return undefined;
  if (!isReached(first, declarator, parents)) return undefined;
  const outer = parents.of(parents.outermost(first));
  if (outer?.type !== "MemberExpression" || outer.optional) return parsedUseOf(first, file);
  return unwrap(outer.object) === first ? memberUsed(outer) : undefined;
}

/** The name of a property, as in `{ args: 1 }` and `is.args`, and not `{ args }`. */
function isNameOf(node: Node, parents: Parents): boolean {
  const parent = parents.of(node);
  const isKey = parent?.type === "Property" && parent.key === node && !parent.shorthand;
  return isKey || parents.isProperty(node);
}

/** Whether a use always follows a declaration, whichever path the code takes, and nothing catches what it throws. */
function isReached(use: Node, declarator: Node, parents: Parents): boolean {
  const around = new Set(parents.around(declarator));
  let inner = use;
  for (const outer of parents.around(use)) {
    if (outer.type === "TryStatement" && outer.handler !== null && inner === outer.block)
      return false;
    if (!around.has(outer) && mayNotRun(inner, outer)) return false;
    inner = outer;
    if (isFunction(outer)) break;
  }
  return true;
}

/** Whether some path through a statement or an expression skips a part of it. */
function mayNotRun(part: Node, whole: Node): boolean {
  switch (whole.type) {
    case "IfStatement":
    case "ConditionalExpression":
      return part !== whole.test;
    case "LogicalExpression":
      return part !== whole.left;
    case "AssignmentPattern":
    case "SwitchCase":
    case "ForStatement":
    case "WhileStatement":
    case "CatchClause":
      return true;
    case "ForOfStatement":
    case "ForInStatement":
      return part !== whole.right;
    default:
      return false;
  }
}
