/**
 * Whether a text has more UTF-8 bytes than a limit. KV counts bytes, `length` counts UTF-16 units of
 * one to three bytes each: most texts are decided by `length` alone.
 */
export function exceedsBytes(text: string, limit: number): boolean {
  if (text.length * 3 <= limit) return false;
  return text.length > limit || byteLength(text) > limit;
}

/** The number of UTF-8 bytes of a text. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}
