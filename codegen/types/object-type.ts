import { type Doc, group, ifBroken, indent, join, line } from "../text/doc.ts";

/** An object type in one line, or with one member per line. */
export function objectType(members: readonly string[]): Doc {
  return group("{", indent(line, join([";", line], members)), ifBroken(";"), line, "}");
}
