import { INDENT, MAX_LINE } from "../../codegen/text/print-doc.ts";

/** A comment, wrapped between words if it is longer than a line. */
export function commentLines(text: string, level: number): readonly string[] {
  const start = `${INDENT.repeat(level)}// `;
  const lines: string[] = [];
  let current = "";
  // A line break in a path must not end the comment.
  for (const word of text.replace(/[\r\n\u2028\u2029]/g, "?").split(" ")) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (current !== "" && start.length + longer.length > MAX_LINE) {
      lines.push(start + current);
      current = word;
    } else current = longer;
  }
  return [...lines, start + current];
}
