import type { Node } from "oxc-parser";
import type { SourceFile } from "./source-file.ts";
import { memberOf, unwrap } from "./unwrap.ts";

/** `fetch`, `JSON.parse`: the name of a function of the language or of the runtime, which the file does not declare. */
export function globalName(callee: Node, { scopes }: SourceFile): string | undefined {
  const node = unwrap(callee);
  const method = memberOf(node);
  const root = method === undefined ? node : unwrap(method.object);
  if (root.type !== "Identifier" || scopes.of(root) !== undefined) return undefined;
  return method === undefined ? root.name : `${root.name}.${method.name}`;
}
