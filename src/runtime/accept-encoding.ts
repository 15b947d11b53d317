/** The compressed forms in which a file may be stored beside the plain one. */
export type Encoding = "br" | "gzip";

/** In order of preference: brotli makes the smaller form. */
export const ENCODINGS: readonly Encoding[] = ["br", "gzip"];

const ACCEPTED = /^\s*([^\s;]+)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?$/;

/**
 * Chooses the form of an answer by RFC 9110, section 12.5.3: the one that the client prefers; among equals
 * the first in `available`, and a compressed form before the plain one.
 *
 * @param header `Accept-Encoding`; without one the client gets the plain form.
 * @returns `undefined` if the client accepts none of them.
 */
export function chooseEncoding(
  header: string | null,
  available: readonly Encoding[],
): Encoding | "identity" | undefined {
  const weights = new Map<string, number>();
  for (const part of (header ?? "").toLowerCase().split(",")) {
    const [, coding, weight = "1"] = ACCEPTED.exec(part) ?? [];
    if (coding !== undefined) weights.set(coding === "x-gzip" ? "gzip" : coding, Number(weight));
  }
  const others = weights.get("*");
  let best: Encoding | undefined;
  let most = 0;
  for (const encoding of available) {
    const weight = weights.get(encoding) ?? others ?? 0;
    if (weight > most) [best, most] = [encoding, weight];
  }
  // The plain form is acceptable even if it is not mentioned, and is then the last choice.
  const plain = weights.get("identity") ?? others;
  if (plain === 0) return best;
  return best === undefined || (plain ?? 0) > most ? "identity" : best;
}
