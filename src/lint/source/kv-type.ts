import type { Node } from "oxc-parser";
import { propertyName } from "./declaration.ts";
import type { SourceFile } from "./source-file.ts";

/** The type of a KV binding. */
export const KV_TYPE = "KVNamespace";

/** Methods of a binding. */
export const METHODS: ReadonlySet<string> = new Set([
  ...["get", "getWithMetadata", "put", "list", "delete"],
]);

/**
 * Whether a type spells out what a Worker uses of `KVNamespace`: some of its methods and no others, with the
 * option of `put` that only KV has.
 */
export function isPartOfKv(type: Node, { text }: SourceFile): boolean {
  if (type.type !== "TSInterfaceDeclaration" && type.type !== "TSTypeLiteral") return false;
  const members = type.type === "TSTypeLiteral" ? type.members : type.body.body;
  const names = members.map((member) => ("key" in member ? propertyName(member.key) : undefined));
  return (
    names.includes("get") &&
    names.includes("put") &&
    names.every((name) => name !== undefined && METHODS.has(name)) &&
    text.slice(type.start, type.end).includes("expirationTtl")
  );
}
