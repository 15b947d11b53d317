import type { Node } from "oxc-parser";
import { constant } from "./constant.ts";
import { type KvCall, optionsOf } from "./kv-call.ts";
import type { SourceFile } from "./source-file.ts";

/**
 * The type of values that a `get` or a `getWithMetadata` asks for: `json` of `get(key, "json")` and of
 * `get(key, { type: "json" })`, `text` if it names none; undefined if the code does not say it.
 */
export function valueType({ node }: KvCall, file: SourceFile): string | undefined {
  const [, given] = node.arguments;
  return given === undefined ? "text" : typeNamed(given, file);
}

function typeNamed(given: Node, file: SourceFile): string | undefined {
  const value = constant(given, file.scopes);
  if (value.type === "Literal") return String(value.value);
  const options = optionsOf(value);
  const type = options?.get("type");
  if (options !== undefined && type === undefined) return "text";
  return type && typeNamed(type, file);
}
