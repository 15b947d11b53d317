import type CodeBlockWriter from "code-block-writer";

/** The longest line of generated code, unless a single token is longer. */
const MAX_LINE = 100;

/**
 * Writes a statement that holds a list: in one line, or with an element a line where it would get
 * too long, as formatters do.
 *
 * @param around what stands before and after the list: `["const {", "} = input;"]`.
 */
export function writeList(
  writer: CodeBlockWriter,
  [open, close]: readonly [string, string],
  elements: readonly string[],
): void {
  const inner = elements.join(", ");
  const padded = open.endsWith("{") && elements.length > 0 ? ` ${inner} ` : inner;
  if (fits(writer, `${open}${padded}${close}`)) {
    writer.writeLine(`${open}${padded}${close}`);
    return;
  }
  writer.writeLine(open);
  writer.indent(() => {
    for (const element of elements) writer.writeLine(`${element},`);
  });
  writer.writeLine(close);
}

/** Writes `name: expression,` or the like, with what follows `head` on a line of its own if it must be. */
export function writeBroken(writer: CodeBlockWriter, head: string, body: string): void {
  if (fits(writer, `${head} ${body}`)) {
    writer.writeLine(`${head} ${body}`);
    return;
  }
  writer.writeLine(head);
  writer.indent(() => void writer.writeLine(body));
}

/** Whether a whole line fits at the current indentation. */
export function fits(writer: CodeBlockWriter, line: string): boolean {
  return writer.getIndentationLevel() * 2 + line.length <= MAX_LINE;
}
