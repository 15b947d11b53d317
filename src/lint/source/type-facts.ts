import type { Node } from "oxc-parser";
import type { SourceFile } from "./source-file.ts";

/** The text of an expression; undefined if it cannot be an argument without parentheses. */
export function sourceOf({ type, start, end }: Node, { text }: SourceFile): string | undefined {
  return type === "SequenceExpression" || type === "SpreadElement"
    ? undefined
    : text.slice(start, end);
}

/** Whether an expression is certain to be text: by its form, or by its declared type. */
export function isText(node: Node, file: SourceFile): boolean {
  if (node.type === "TemplateLiteral") return true;
  if (node.type === "Literal") return typeof node.value === "string";
  return annotationOf(node, file)?.type === "TSStringKeyword";
}

/** Whether an expression is declared to be one of several texts. */
export function isOneOf(node: Node, values: readonly string[], file: SourceFile): boolean {
  const type = annotationOf(node, file);
  const parts = type?.type === "TSUnionType" ? type.types : type === undefined ? [] : [type];
  return parts.length > 0 && parts.every((part) => values.some((value) => isLiteral(part, value)));
}

function isLiteral(type: Node, value: string): boolean {
  if (type.type !== "TSLiteralType") return false;
  const { literal } = type;
  return literal.type === "Literal" && literal.value === value;
}

/** The declared type of a variable or a parameter, unless it is optional. */
function annotationOf(node: Node, { scopes, parents }: SourceFile): Node | undefined {
  const declaration = scopes.of(node);
  if (declaration?.kind !== "value" && declaration?.kind !== "unknown") return undefined;
  const { annotation } = declaration;
  const around = annotation && parents.of(annotation);
  const declared = around && parents.of(around);
  return declared && "optional" in declared && declared.optional === true ? undefined : annotation;
}
