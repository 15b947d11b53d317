import { joinBytes } from "../../runtime/join-bytes.ts";

/**
 * Texts as workerd passes them on. It writes a lone surrogate as three bytes, which no decoder accepts: each of
 * them is read back as U+FFFD.
 */
const LONE_SURROGATE = /(\p{Surrogate})/u;
const LONE_SURROGATES = /\p{Surrogate}/gu;

export function encodeText(text: string): Uint8Array {
  const encoder = new TextEncoder();
  if (text.isWellFormed()) return encoder.encode(text);
  const parts = text
    .split(LONE_SURROGATE)
    .map((part, index) => (index % 2 === 0 ? encoder.encode(part) : surrogateBytes(part)));
  return joinBytes(parts);
}

/** Keeps a byte order mark, as a read of one key does. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(bytes);
}

/** Drops a byte order mark, as a bulk read does. */
export function decodeTextWithoutMark(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** A text after it was written and read. */
export function afterTransport(text: string): string {
  return text.isWellFormed() ? text : text.replace(LONE_SURROGATES, "\ufffd\ufffd\ufffd");
}

/** The order of two texts by their UTF-8 bytes, in which KV lists keys. */
export function compareUtf8(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const difference = rank(left.charCodeAt(at)) - rank(right.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Surrogates stand for code points beyond all that have one unit. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}

function surrogateBytes(surrogate: string): Uint8Array {
  const unit = surrogate.charCodeAt(0);
  return Uint8Array.of(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f));
}
