/** Whether a text can be a header's value. */
export function isHeader(text: string): boolean {
  return /^[\t -~]+$/.test(text);
}

/** Whether a text is a strong entity tag, including quotes. */
export function isStrongTag(text: string): boolean {
  return /^"[!#-~]*"$/.test(text);
}

/** Whether a text is a media type with or without parameters, whose names are those of RFC 6838. */
export function isMediaType(text: string): boolean {
  return /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+[\t ]*(?:;[\t -~]*)?$/.test(text);
}

/**
 * Whether `If-None-Match` or `If-Match` names an entity tag, which is strong (RFC 9110, sections 13.1.1 and
 * 13.1.2).
 *
 * @param isStrong whether a tag of the header does not count if the network in between has marked it as weak.
 */
export function isNamed(etag: string, header: string, isStrong = false): boolean {
  if (header.trim() === "*") return true;
  // A comma may be part of a tag.
  const tags = header.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return tags.some((tag) => tag === etag || (!isStrong && tag === `W/${etag}`));
}
