import type { Node } from "oxc-parser";

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

/** The object and the property's name of `object.name`, `object["name"]` and `object.#name`. */
export function memberOf(node: Node): { readonly object: Node; readonly name: string } | undefined {
  if (node.type !== "MemberExpression") return undefined;
  const { object, property, computed } = node;
  if (property.type === "Identifier" && !computed) return { object, name: property.name };
  if (property.type === "PrivateIdentifier") return { object, name: `#${property.name}` };
  return property.type === "Literal" && typeof property.value === "string"
    ? { object, name: property.value }
    : undefined;
}

/** The method that is called on an object of this name: `parse` for `JSON.parse(…)`; undefined for any other object. */
export function methodOfNamed(callee: Node, object: string): string | undefined {
  const method = memberOf(unwrap(callee));
  return method?.object.type === "Identifier" && method.object.name === object
    ? method.name
    : undefined;
}
