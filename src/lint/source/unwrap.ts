import type { Argument, Node } from "oxc-parser";

/** Removes what changes only types, and the node around optional chaining. */
export function unwrap(node: Node): Node {
  switch (node.type) {
    case "ChainExpression":
    case "ParenthesizedExpression":
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
      return unwrap(node.expression);
    default:
      return node;
  }
}

/** What a chain of properties starts from: `a` of `a.b.c`. */
export function rootOf(node: Node): Node {
  let root = unwrap(node);
  while (root.type === "MemberExpression") root = unwrap(root.object);
  return root;
}

interface Member {
  readonly object: Node;
  readonly name: string;
}

/** The object and the property's name of `object.name`, `object["name"]` and `object.#name`. */
export function memberOf(node: Node): Member | undefined {
  if (node.type !== "MemberExpression") return undefined;
  const { object, property, computed } = node;
  if (property.type === "Identifier" && !computed) return { object, name: property.name };
  if (property.type === "PrivateIdentifier") return { object, name: `#${property.name}` };
  return property.type === "Literal" && typeof property.value === "string"
    ? { object, name: property.value }
    : undefined;
}

/** The name that an expression ends with: `id` of `id`, and of `user.id`. */
export function lastName(expression: Node): string | undefined {
  const node = unwrap(expression);
  return node.type === "Identifier" ? node.name : memberOf(node)?.name;
}

/** A call of a method: `object.name(…given)`. */
export function methodCallOf(node: Node): MethodCall | undefined {
  if (node.type !== "CallExpression") return undefined;
  const member = memberOf(unwrap(node.callee));
  return member && { ...member, given: node.arguments };
}

interface MethodCall extends Member {
  readonly given: readonly Argument[];
}

/** The method that is called on an object of this name: `parse` for `JSON.parse(…)`; undefined for any other object. */
export function methodOfNamed(callee: Node, object: string): string | undefined {
  const method = memberOf(unwrap(callee));
  return method?.object.type === "Identifier" && method.object.name === object
    ? method.name
    : undefined;
}
