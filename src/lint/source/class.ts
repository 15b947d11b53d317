import type { Class, MethodDefinition, Node } from "oxc-parser";
import { remembered } from "../../../schema/remembered.ts";
import { resultOf } from "./call-result.ts";
import type { Code } from "./code.ts";
import { propertyName } from "./declaration.ts";
import type { SourceFile } from "./source-file.ts";
import type { Tree } from "./tree.ts";
import { memberOf, unwrap } from "./unwrap.ts";

/** Whether a node is a class, with or without a name. */
export function isClass(node: Node): node is Class {
  return node.type === "ClassDeclaration" || node.type === "ClassExpression";
}

/** The innermost class around a piece of code. */
export function classAround({ node, file }: Code): Class | undefined {
  return file.parents.around(node).find(isClass);
}

/** The constructor of a class, with what it does. */
export function constructorOf(node: Class): MethodDefinition | undefined {
  return node.body.body.find(
    (member): member is MethodDefinition =>
      member.type === "MethodDefinition" &&
      member.kind === "constructor" &&
      member.value.body !== null,
  );
}

/** The parameter of a constructor that is a property too, and its name there: `constructor(private kv: KVNamespace)`. */
export function parameterProperty(node: Class, name: string) {
  for (const parameter of constructorOf(node)?.value.params ?? []) {
    if (parameter.type !== "TSParameterProperty") continue;
    const { parameter: inner } = parameter;
    const id = inner.type === "AssignmentPattern" ? inner.left : inner;
    if (id.type === "Identifier" && id.name === name) return { parameter, id };
  }
  return undefined;
}

/** All values that a class gives one of its properties: in its declaration, by assignments, or by a getter. */
export function valuesOfOwn(node: Class, name: string, { tree }: SourceFile): readonly Node[] {
  return (valuesByName({ node, tree }).get(name) ?? []).map(([, value]) => value);
}

const valuesByName = remembered(
  ({ node, tree }: { readonly node: Class; readonly tree: Tree }) =>
    Map.groupBy(ownValues(node, tree), ([name]) => name),
  ({ node }) => node,
);

function* ownValues(node: Class, tree: Tree): Generator<readonly [name: string, value: Node]> {
  for (const member of node.body.body) {
    const name = "key" in member ? propertyName(member.key) : undefined;
    if (name === undefined) continue;
    if (member.type === "PropertyDefinition" && member.value) yield [name, member.value];
    if (member.type !== "MethodDefinition" || member.kind !== "get") continue;
    const value = resultOf(member.value);
    if (value !== undefined) yield [name, value];
  }
  for (const { left, right } of tree.ofType("AssignmentExpression", node)) {
    const target = memberOf(unwrap(left));
    if (target === undefined || unwrap(target.object).type !== "ThisExpression") continue;
    yield [target.name, right];
  }
}
