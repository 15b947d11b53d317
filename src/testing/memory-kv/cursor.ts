import { decodeText, encodeText } from "./utf8.ts";

/** The place after a key, as the text that requests the next page. */
export function cursorAfter(key: string): string {
  return btoa(String.fromCharCode(...encodeText(key)));
}

/** The key of a cursor. Any text is a valid cursor, even one that no list has returned. */
export function keyOfCursor(cursor: string): string {
  const [data = ""] = cursor.replaceAll("-", "+").replaceAll("_", "/").split("=");
  const digits = data.replace(/[^A-Za-z0-9+/]/g, "");
  // A single last digit has too few bits for a byte.
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  return decodeText(Uint8Array.from(atob(whole), (character) => character.charCodeAt(0)));
}
