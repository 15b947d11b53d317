import type { ParamCodec } from "../key-model.ts";
import { maxKeyBytes } from "../type/string-size.ts";

const DATE_BYTES = "00000000T000000.000Z".length;
const UUID_BYTES = "00000000-0000-0000-0000-000000000000".length;

/** The maximum number of UTF-8 bytes that a codec produces; `Infinity` if its type has no bound. */
export function maxTextBytes(codec: ParamCodec): number {
  switch (codec.kind) {
    case "string":
      return maxKeyBytes(codec.type, codec.special);
    case "uuid":
      return UUID_BYTES;
    case "enum":
      return Math.max(...codec.values.map((value) => Buffer.byteLength(value)));
    case "boolean":
      return "false".length;
    case "integer":
      return codec.digits + (codec.signed ? 1 : 0);
    case "date":
      return DATE_BYTES;
    case "custom":
      return Infinity;
  }
}
