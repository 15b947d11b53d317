/**
 * Values as JSON, with a tag for each that JSON does not carry: what tests and the Worker under test
 * hand to each other.
 */
export function encodeTagged(value: unknown): unknown {
  if (value === undefined) return { $tag: "undefined" };
  if (typeof value === "bigint") return { $tag: "bigint", text: String(value) };
  if (typeof value === "number" && !Number.isFinite(value)) {
    return { $tag: "number", text: String(value) };
  }
  if (value instanceof Date) return { $tag: "date", time: String(value.getTime()) };
  if (value instanceof Uint8Array) return { $tag: "bytes", base64: toBase64(value) };
  if (value instanceof Repeated) return { ...value };
  if (value instanceof Flowing) return { $tag: "stream", bytes: encodeTagged(value.bytes) };
  if (Array.isArray(value)) return value.map(encodeTagged);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, encodeTagged(part)]));
}

/** Undoes {@link encodeTagged}. */
export function decodeTagged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decodeTagged);
  if (typeof value !== "object" || value === null) return value;
  const { $tag, ...parts } = value as Record<string, unknown>;
  switch ($tag) {
    case "undefined":
      return undefined;
    case "bigint":
      return BigInt(String(parts["text"]));
    case "number":
      return Number(parts["text"]);
    case "date":
      return new Date(Number(parts["time"]));
    case "bytes":
      return Uint8Array.from(atob(String(parts["base64"])), (character) => character.charCodeAt(0));
    case "text":
      return String(parts["text"]).repeat(Number(parts["count"]));
    case "stream":
      return new Blob([decodeTagged(parts["bytes"]) as Uint8Array<ArrayBuffer>]).stream();
    case "zeros":
      return new Uint8Array(Number(parts["count"]));
    default:
      return Object.fromEntries(
        Object.entries(parts).map(([key, part]) => [key, decodeTagged(part)]),
      );
  }
}

/** A long argument that travels as what it is made of. */
class Repeated {
  readonly $tag: "text" | "zeros";
  readonly text: string;
  readonly count: number;

  constructor($tag: "text" | "zeros", text: string, count: number) {
    this.$tag = $tag;
    this.text = text;
    this.count = count;
  }
}

/** A stream that travels as its bytes. */
class Flowing {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** Stands for a stream of bytes in the arguments of a call. */
export function flowing(bytes: Uint8Array): unknown {
  return new Flowing(bytes);
}

/** Stands for `text.repeat(count)` in the arguments of a call. */
export function repeated(text: string, count: number): unknown {
  return new Repeated("text", text, count);
}

/** Represents a number of zero bytes in the arguments of a call. */
export function zeros(count: number): unknown {
  return new Repeated("zeros", "", count);
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
