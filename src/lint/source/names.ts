import type { Node } from "oxc-parser";
import { childrenOf, walk } from "./children.ts";

/** All names in a piece of code, including those of properties: a name that is not among them is not used. */
export function namesIn(node: Node): ReadonlySet<string> {
  const names = new Set<string>();
  for (const inner of walk(node)) if (inner.type === "Identifier") names.add(inner.name);
  return names;
}

/** Whether a piece of code contains one of some names. */
export function mentions(node: Node, names: ReadonlySet<string>): boolean {
  return walk(node).some((inner) => inner.type === "Identifier" && names.has(inner.name));
}

/** Whether a name in a piece of code gets another value in another one. */
export function changesIn(node: Node, other: Node): boolean {
  return mentions(node, namesChangedIn(other));
}

/** The names whose values a piece of code declares or changes, at whatever depth. */
function namesChangedIn(node: Node): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (target: Node) => {
    for (const name of namesIn(target)) names.add(name);
  };
  for (const inner of walk(node)) {
    switch (inner.type) {
      case "VariableDeclarator":
        add(inner.id);
        break;
      case "AssignmentExpression":
        add(inner.left);
        break;
      case "UpdateExpression":
        add(inner.argument);
        break;
      case "ForOfStatement":
      case "ForInStatement":
        add(inner.left);
        break;
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        for (const param of inner.params) add(param);
        break;
    }
  }
  return names;
}

/** Whether the form of a piece of code alone shows that it gives the same value each time, as long as its names do. */
export function isSteady(node: Node): boolean {
  // `input.name` is, as long as neither name is given another value.
  return walk(node).every((part) =>
    part.type === "MemberExpression" ? !part.computed : STEADY.has(part.type),
  );
}

const STEADY: ReadonlySet<string> = new Set([
  ...["ArrayExpression", "BinaryExpression", "Identifier", "Literal", "ObjectExpression"],
  ...["Property", "TemplateElement", "TemplateLiteral"],
  ...["TSAsExpression", "TSNonNullExpression", "TSSatisfiesExpression"],
  ...["TSStringKeyword", "TSTypeReference", "TSAnyKeyword"],
]);

/** Whether a variable is used, and every use of it is of one kind. Other variables of that name count as well. */
export function everyUse(
  node: Node,
  name: string,
  isOfKind: (use: Node, parent: Node) => boolean,
): boolean {
  let uses = 0;
  for (const parent of walk(node)) {
    for (const child of childrenOf(parent)) {
      if (child.type !== "Identifier" || child.name !== name || isNoUse(child, parent)) continue;
      if (!isOfKind(child, parent)) return false;
      uses++;
    }
  }
  return uses > 0;
}

/** Whether a name is a property's, or stands where the variable is declared. */
function isNoUse(name: Node, parent: Node): boolean {
  switch (parent.type) {
    case "VariableDeclarator":
      return parent.id === name;
    case "MemberExpression":
      return parent.property === name && !parent.computed;
    case "Property":
      return parent.key === name && !parent.computed;
    default:
      return false;
  }
}
