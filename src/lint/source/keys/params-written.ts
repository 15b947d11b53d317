import type { Node } from "oxc-parser";
import type { KeyModel, ParamModel } from "../../../../schema/key-model.ts";
import { escapeRegExp, paramPattern } from "../../../../schema/key-pattern.ts";
import { isNumber } from "../numbers/number-code.ts";
import type { SourceFile } from "../source-file.ts";
import { isOneOf, isText, sourceOf } from "../type-facts.ts";
import { HOLE } from "./key-text.ts";
import { writtenKey } from "./written-key.ts";

/**
 * The argument that passes the parameters of a written key to an accessor, `{ userId, device: "web" }`;
 * no argument if the key has none. Undefined if a parameter does not stand on its own, or if the accessor
 * could make another key of it.
 */
export function paramsWritten(
  expression: Node,
  { segments, params }: KeyModel,
  file: SourceFile,
): readonly string[] | undefined {
  const written = writtenKey(expression, file);
  const codecs = new Map(params.map((param) => [param.name, param]));
  const pattern = segments.map((segment) => {
    if ("literal" in segment) return escapeRegExp(segment.literal);
    const param = codecs.get(segment.param);
    return param === undefined ? "()" : `(${HOLE}|${paramPattern(param.codec)})`;
  });
  const found = written && new RegExp(`^${pattern.join("")}$`, "su").exec(written.text);
  if (!written || !found) return undefined;
  const expressions = written.expressions.values();
  const properties: string[] = [];
  for (const [index, param] of params.entries()) {
    const text = found[index + 1] ?? "";
    const filling = text === HOLE ? expressions.next().value : undefined;
    const value = filling ? paramOf(filling, param, file) : literalOf(text, param);
    if (value === undefined) return undefined;
    properties.push(value === param.name ? value : `${param.name}: ${value}`);
  }
  return properties.length === 0 ? [] : [`{ ${properties.join(", ")} }`];
}

/** An expression as a parameter's value. What a template turns into text is turned into text here, too. */
function paramOf(node: Node, { codec }: ParamModel, file: SourceFile): string | undefined {
  const source = sourceOf(node, file);
  switch (codec.kind) {
    case "string":
    case "uuid":
      return isText(node, file) ? source : source && `String(${source})`;
    case "enum":
      return isOneOf(node, codec.values, file) ? source : undefined;
    case "integer":
      // If it is padded, the written key is another one: `usage/key-form` reports that.
      return codec.padded === false && isNumber({ node, file }) ? source : undefined;
    default:
      return undefined;
  }
}

/** A text in the key, if the key does not encode it. */
function literalOf(text: string, { codec }: ParamModel): string | undefined {
  if (text.includes(HOLE) || text.includes("%")) return undefined;
  return codec.kind === "string" || codec.kind === "enum" ? JSON.stringify(text) : undefined;
}
