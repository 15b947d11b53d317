import { INDENT, MAX_LINE } from "./print-doc.ts";

/** Everything that JavaScript treats as the end of a line. */
const LINE_END = /\r\n|[\n\r\u2028\u2029]/;

/**
 * Lays out a documentation comment. Long lines are wrapped between words; text that would end the comment early
 * is broken up.
 */
export function commentLines(paragraphs: readonly string[], level: number): readonly string[] {
  const text = paragraphs.join("\n\n").replaceAll("*/", "*\\/").trim();
  const indent = level * INDENT.length;
  const isLine = !LINE_END.test(text);
  if (isLine && indent + "/**  */".length + text.length <= MAX_LINE) return [`/** ${text} */`];
  const lines = isLine ? [text] : text.split(LINE_END).map((line) => line.trimEnd());
  const short = lines.flatMap((line) => wrapped(line, MAX_LINE - indent - " * ".length));
  return ["/**", ...short.map((line) => ` * ${line}`.trimEnd()), " */"];
}

/** The lines of a text, broken between words where they would be wider. */
export function wrapped(text: string, width: number): readonly string[] {
  if (text.length <= width) return [text];
  const lines: string[] = [];
  let current = "";
  for (const word of text.split(" ")) {
    if (current !== "" && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else current = current === "" ? word : `${current} ${word}`;
  }
  return [...lines, current];
}
