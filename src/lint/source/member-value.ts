import type { Class, MethodDefinition, Node, PropertyDefinition } from "oxc-parser";
import { classAround } from "./class.ts";
import type { Code } from "./code.ts";
import { propertyName } from "./declaration.ts";
import type { Tree } from "./tree.ts";
import { memberOf, unwrap } from "./unwrap.ts";

/** What a member of an object, an enum, a class or a module stands for; undefined if that is not certain. */
export function memberIn(object: Code, name: string): Code | undefined {
  const { node, file } = object;
  const value = (found: Node | null | undefined) =>
    found ? { ...object, node: found } : undefined;
  switch (node.type) {
    case "ObjectExpression":
      return value(propertyOf(node, name));
    case "TSEnumDeclaration":
      return value(
        node.body.members.find(({ id, computed }) => !computed && propertyName(id) === name)
          ?.initializer,
      );
    case "ClassDeclaration":
    case "ClassExpression":
      return value(staticOf(node, name, file.tree));
    case "ThisExpression":
      return value(ownOf(object, name));
    case "Program": {
      const found = file.imports.exportOf(file, name);
      return found?.declaration.kind === "value"
        ? { node: found.declaration.init, file: found.file }
        : undefined;
    }
    default:
      return undefined;
  }
}

/** The last property counts; a spread after it may contain another. */
function propertyOf(
  { properties }: Extract<Node, { readonly type: "ObjectExpression" }>,
  name: string,
): Node | undefined {
  for (const property of properties.toReversed()) {
    if (property.type === "SpreadElement" || property.computed) return undefined;
    if (propertyName(property.key) !== name) continue;
    return property.kind === "init" ? property.value : undefined;
  }
  return undefined;
}

function staticOf(node: Class, name: string, tree: Tree): Node | undefined {
  return memberOfClass(node, name, tree, (member) => member.static);
}

/** A member of `this` that no other class can change: a private one. */
function ownOf(code: Code, name: string): Node | undefined {
  const outer = classAround(code);
  const isPrivate = ({ key, accessibility }: Member) =>
    key.type === "PrivateIdentifier" || accessibility === "private";
  return outer && memberOfClass(outer, name, code.file.tree, isPrivate);
}

type Member = MethodDefinition | PropertyDefinition;

function memberOfClass(
  node: Class,
  name: string,
  tree: Tree,
  isWanted: (member: Member) => boolean,
): Node | undefined {
  for (const member of node.body.body) {
    if (member.type !== "MethodDefinition" && member.type !== "PropertyDefinition") continue;
    if (member.computed || propertyName(member.key) !== name || !isWanted(member)) continue;
    if (member.type === "MethodDefinition")
      return member.kind === "method" ? member.value : undefined;
    return member.value !== null && !isAssigned(node, name, tree) ? member.value : undefined;
  }
  return undefined;
}

/** Whether a class gives a property of its own another value somewhere. */
function isAssigned(node: Class, name: string, tree: Tree): boolean {
  return tree
    .ofType("AssignmentExpression", node)
    .some(({ left }) => memberOf(unwrap(left))?.name === name);
}
