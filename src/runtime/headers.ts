/** Whether a text can be a header's value. */
export function isHeader(text: string): boolean {
  return /^[\t -~]+$/.test(text);
}

/** Whether a text is a strong entity tag, quotes included. */
export function isStrongTag(text: string): boolean {
  return /^"[!#-~]*"$/.test(text);
}

/**
 * Whether `If-None-Match` names an entity tag, by weak comparison (RFC 9110, section 13.1.2): the
 * network in between may have marked a tag as weak.
 */
export function isNamed(etag: string, ifNoneMatch: string | null): boolean {
  if (ifNoneMatch === null) return false;
  if (ifNoneMatch.trim() === "*") return true;
  // A comma may well be a part of a tag.
  return ifNoneMatch.match(/"[^"]*"/g)?.includes(etag) ?? false;
}
