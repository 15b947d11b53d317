import { type Doc, group, indent, line, list } from "../text/doc.ts";

/** The head of an interface that extends another type. */
export function extending(name: string, base: string, args: readonly string[]): Doc {
  const type = args.length === 0 ? base : list(`${base}<`, args, ">", { trailingComma: false });
  return group(`export interface ${name}`, indent(line, "extends ", type));
}
