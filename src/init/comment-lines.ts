import { INDENT, MAX_LINE } from "../../codegen/text/print-doc.ts";

/** A comment, broken between words where it is longer than a line. */
export function commentLines(text: string, level: number): readonly string[] {
  const start = `${INDENT.repeat(level)}// `;
  const lines: string[] = [];
  let current = "";
  // What a path holds cannot end the comment.
  for (const word of text.replace(/[\r\n\u2028\u2029]/g, "?").split(" ")) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (current !== "" && start.length + longer.length > MAX_LINE) {
      lines.push(start + current);
      current = word;
    } else current = longer;
  }
  return [...lines, start + current];
}
