import { isUtf8 } from "node:buffer";
import mime from "mime";
import { jsonOf } from "../json-of.ts";

/** Types of text that browsers would take for another encoding without being told. */
const TEXT = /^text\/|^application\/(javascript|json)$/;

/**
 * The media type of a file: by its name, or by its content if the name does not tell, as for `LICENSE`, and for
 * `.well-known/openid-configuration`, which clients only accept as JSON.
 *
 * @param file an absolute path: the last part of another could be taken for an extension.
 */
export function contentType(file: string, content: Uint8Array): string {
  const type = mime.getType(file) ?? typeOf(content);
  return TEXT.test(type) ? `${type}; charset=utf-8` : type;
}

function typeOf(content: Uint8Array): string {
  if (!isUtf8(content) || content.includes(0)) return "application/octet-stream";
  return isJson(new TextDecoder().decode(content)) ? "application/json" : "text/plain";
}

/** A number or a word on its own is more likely a text. */
function isJson(text: string): boolean {
  return /^\s*[[{]/.test(text) && jsonOf(text) !== undefined;
}
