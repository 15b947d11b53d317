import type { Node } from "oxc-parser";
import type { KvCall } from "../../lint/source/kv-call.ts";
import type { SourceFile } from "../../lint/source/source-file.ts";
import { valueType } from "../../lint/source/value-type.ts";
import { readAs } from "../shape/of-type.ts";
import { type Shape, withoutNull } from "../shape/shape.ts";
import type { Read } from "./access.ts";
import { useOfRead } from "./read-use.ts";

const FORMS: ReadonlyMap<string, Read["as"]> = new Map([
  ["json", "json"],
  ["text", "text"],
  ["arrayBuffer", "bytes"],
  ["stream", "stream"],
]);

/** What the arguments of a `get` or a `getWithMetadata`, and the use of its result, say about the value. */
export function readValue(call: KvCall, file: SourceFile): Read {
  const { node, method } = call;
  const form = FORMS.get(valueType(call, file) ?? "");
  const isJson = form === "json";
  const hasMetadata = method === "getWithMetadata";
  // With metadata, the result is an object that contains the value.
  const use = hasMetadata ? { isParsed: false, types: [] } : useOfRead(node, isJson, file);
  const given = node.typeArguments?.params ?? [];
  // KV's own types: for JSON, the value's comes first; otherwise there is only the metadata's.
  const [value, metadata] = isJson || !hasMetadata ? given : [undefined, given[0]];
  const types = [...(isJson && value ? [value] : []), ...use.types];
  return {
    as: isJson || use.isParsed ? "json" : form,
    shapes: types.map((type) => shapeOf(type, file)),
    ...(metadata && { metadata: shapeOf(metadata, file) }),
  };
}

/** The type of a list's metadata: `list<Picture>()`. */
export function listedMetadata({ node }: KvCall, file: SourceFile): Shape | undefined {
  const [metadata] = node.typeArguments?.params ?? [];
  return metadata && shapeOf(metadata, file);
}

function shapeOf(node: Node, file: SourceFile): Shape {
  return withoutNull(readAs({ node, file }));
}
