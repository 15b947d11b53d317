import { basename } from "node:path";
import type { Node } from "oxc-parser";
import type { Code } from "./code.ts";
import type { SourceFile } from "./source-file.ts";

/** The number of the line on which a node begins, from 1. */
export function lineOf({ start }: Node, { text }: SourceFile): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < start; at = text.indexOf("\n", at + 1))
    line++;
  return line;
}

/** `line 12`, or `line 12 of users.ts` if it is in another module than a file. */
export function placeOf({ node, file }: Code, from: SourceFile): string {
  const line = `line ${lineOf(node, file)}`;
  return file.tree === from.tree ? line : `${line} of ${basename(file.path)}`;
}
