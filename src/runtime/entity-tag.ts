/** 160 bits and more of the digest, in base64. */
const LENGTH = 27;

/** A strong entity tag of a file, quotes included: files of the same bytes have the same one. */
export async function entityTag(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
  const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return `"${base64.slice(0, LENGTH).replaceAll("+", "-").replaceAll("/", "_")}"`;
}
