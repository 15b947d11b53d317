import type { Node } from "oxc-parser";
import type { SourceFile } from "../source-file.ts";
import { keyParts } from "./key-parts.ts";

/**
 * Stands in a key's text for what only running the program would tell. It is a character of the
 * private use area, which no key in source code contains.
 */
export const HOLE = "\uE000";

/** The text that an expression gives, with a hole for each unknown part; only a hole if nothing is known. */
export function keyText(expression: Node, file: SourceFile): string {
  let text = "";
  for (const part of keyParts(expression, file)) {
    if (typeof part === "string") text += part.replaceAll(HOLE, "\uFFFD");
    // Adjacent holes are as good as one.
    else if (!text.endsWith(HOLE)) text += HOLE;
  }
  return text;
}
