/** What a terminal obeys instead of printing: control characters, and those that change the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are the ones to find.
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

/** Foreign text for a terminal: each character that it would obey is replaced by a picture of it (`␛`). */
export function visible(text: string): string {
  return text.replace(CONTROLS, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : "\uFFFD";
  });
}
