import type { Node } from "oxc-parser";
import type { KvCall } from "./kv-call.ts";

/** Whether a read gives bytes or a stream, or may: KV gives these of one key at a time. */
export function isOfBytes({ node: { arguments: given } }: KvCall): boolean {
  const [, type] = given;
  if (type === undefined) return false;
  return type.type === "Literal"
    ? type.value === "stream" || type.value === "arrayBuffer"
    : type.type !== "ObjectExpression" || !isTextOrJson(type);
}

function isTextOrJson(options: Extract<Node, { readonly type: "ObjectExpression" }>): boolean {
  return options.properties.every(
    (property) =>
      property.type === "Property" &&
      (property.key.type !== "Identifier" ||
        property.key.name !== "type" ||
        (property.value.type === "Literal" &&
          (property.value.value === "text" || property.value.value === "json"))),
  );
}
