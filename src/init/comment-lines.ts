import { wrapped } from "../../codegen/text/comment.ts";
import { INDENT, MAX_LINE } from "../../codegen/text/print-doc.ts";

/** A comment, wrapped between words if it is longer than a line. */
export function commentLines(text: string, level: number): readonly string[] {
  const start = `${INDENT.repeat(level)}// `;
  // A line break in a path must not end the comment.
  const line = text.replace(/[\r\n\u2028\u2029]/g, "?");
  return wrapped(line, MAX_LINE - start.length).map((part) => start + part);
}
