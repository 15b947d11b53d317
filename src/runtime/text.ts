/**
 * Whether a text has more UTF-8 bytes than a limit. KV counts bytes, `length` counts UTF-16 units of
 * one to three bytes each, so `length` alone decides most texts.
 */
export function exceedsBytes(text: string, limit: number): boolean {
  if (text.length * 3 <= limit) return false;
  return text.length > limit || byteLength(text) > limit;
}

/** The number of UTF-8 bytes of a text, counted in place: a value of 25 MiB is not copied for it. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    // A pair of surrogates is four bytes; a lone one is written as U+FFFD, which has three.
    if (unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(at + 1))) at++;
  }
  return bytes;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
