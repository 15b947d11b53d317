import type { Node } from "oxc-parser";
import type { SourceFile } from "./source-file.ts";

/** The number of the line on which a node begins, from 1. */
export function lineOf({ start }: Node, { text }: SourceFile): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < start; at = text.indexOf("\n", at + 1))
    line++;
  return line;
}
