import { commentLines } from "./comment.ts";
import type { Doc } from "./doc.ts";
import { INDENT, layOut, MAX_LINE, oneLine } from "./print-doc.ts";

/** Collects lines of code at their indentation. */
export class CodeWriter {
  readonly #lines: string[] = [];
  #level = 0;

  line(doc: Doc): void {
    const line = oneLine(doc, this.#level);
    if (line === undefined) this.#lines.push(...layOut(doc, this.#level));
    else this.#lines.push(line);
  }

  blank(): void {
    this.#lines.push("");
  }

  /** Writes the first line of a block: `if (ready) {`. */
  open(head: Doc): void {
    this.line(head);
    this.#level++;
  }

  /** Ends a block and starts the next in one line: `} else {`. */
  reopen(head: Doc): void {
    this.close(head);
    this.#level++;
  }

  close(end: Doc = "}"): void {
    this.#level--;
    this.line(end);
  }

  /** Writes a documentation comment; each text is a separate paragraph. */
  comment(...paragraphs: readonly string[]): void {
    for (const line of commentLines(paragraphs, this.#level)) this.line(line);
  }

  /** Whether a text fits into one line here. */
  fits(text: string): boolean {
    return INDENT.length * this.#level + text.length <= MAX_LINE;
  }

  toString(): string {
    return this.#lines.join("\n");
  }
}

/** Returns what `write` writes. */
export function written(write: (writer: CodeWriter) => void): string {
  const writer = new CodeWriter();
  write(writer);
  return writer.toString();
}
