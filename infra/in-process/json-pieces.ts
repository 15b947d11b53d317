import { randomUUID } from "node:crypto";

/** Characters of a piece of a long text. */
const PIECE = 65_536;

/**
 * A value as the text of a JSON file, in pieces. `JSON.stringify` makes several copies of each text, and the
 * hashes of a large seed are a text of many megabytes.
 */
export function* jsonPieces(value: unknown): Generator<string> {
  const mark = randomUUID();
  const long: string[] = [];
  const json = JSON.stringify(
    value,
    (_, part: unknown) =>
      typeof part === "string" && part.length > PIECE ? `${mark}${long.push(part)}` : part,
    2,
  );
  let from = 0;
  for (const [index, text] of long.entries()) {
    const name = `${mark}${index + 1}`;
    const at = json.indexOf(`"${name}"`, from) + 1;
    yield json.slice(from, at);
    yield* textPieces(text);
    from = at + name.length;
  }
  yield `${json.slice(from)}\n`;
}

/** A text as JSON has it between the quotation marks. */
function* textPieces(text: string): Generator<string> {
  for (let start = 0, end: number; start < text.length; start = end) {
    end = start + PIECE;
    // The two halves of a surrogate pair stay together.
    if (/[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end++;
    yield JSON.stringify(text.slice(start, end)).slice(1, -1);
  }
}
