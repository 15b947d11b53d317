/**
 * How deep brackets may be nested in code that is parsed. The parser is native and takes a level on its stack for
 * each: it ended the process at some 2,500 levels of functions and 9,000 of arrays.
 */
export const MAX_NESTING = 1_000;

/**
 * Finds the bracket that is nested too deep.
 *
 * Brackets in texts and comments count as well, because telling them apart takes a parser.
 *
 * @returns its offset in UTF-16 units; `undefined` if there is none.
 */
export function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x28: // (
      case 0x5b: // [
      case 0x7b: // {
        if (depth++ === MAX_NESTING) return at;
        break;
      case 0x29: // )
      case 0x5d: // ]
      case 0x7d: // }
        if (depth > 0) depth--;
    }
  }
  return undefined;
}
