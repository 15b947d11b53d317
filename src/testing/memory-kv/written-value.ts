import { MAX_VALUE_BYTES } from "../../runtime/limits.ts";
import { kvFailure } from "./failure.ts";
import { encodeText, joinBytes } from "./utf8.ts";

/** Copies a value at the time of the call: later changes of a buffer have no effect. */
export function takeValue(value: unknown): Uint8Array | ReadableStream {
  if (typeof value === "string") return encodeText(value);
  const bytes = copyBytes(value);
  if (bytes !== undefined) return bytes;
  if (tagOf(value) === "ReadableStream") {
    const stream = value as ReadableStream;
    if (!stream.locked) return stream;
    throw new TypeError("The ReadableStream has been locked to a reader.");
  }
  // workerd converts it to text before it rejects it: this may throw.
  String(value);
  throw new TypeError(
    "KV put() accepts only strings, ArrayBuffers, ArrayBufferViews, and ReadableStreams as values.",
  );
}

/** Reads a value to its end and checks its length. */
export async function readValue(value: Uint8Array | ReadableStream): Promise<Uint8Array> {
  if (value instanceof Uint8Array) {
    checkLength(value.byteLength);
    return value;
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = value.getReader();
  for (;;) {
    const { done, value: chunk } = await reader.read();
    if (done) break;
    const bytes = chunkBytes(chunk);
    length += bytes.byteLength;
    // The message has the whole length, so everything is read, but not kept.
    if (length <= MAX_VALUE_BYTES) parts.push(bytes);
  }
  checkLength(length);
  return joinBytes(parts);
}

function checkLength(length: number): void {
  if (length <= MAX_VALUE_BYTES) return;
  const reason = `Value length of ${length} exceeds limit of ${MAX_VALUE_BYTES}.`;
  throw kvFailure("PUT", 413, reason);
}

function chunkBytes(chunk: unknown): Uint8Array {
  const bytes = typeof chunk === "string" ? new TextEncoder().encode(chunk) : copyBytes(chunk);
  if (bytes !== undefined) return bytes;
  throw new TypeError("Draining read encountered a value that cannot be converted to bytes");
}

function copyBytes(value: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) {
    return new Uint8Array(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  }
  const tag = tagOf(value);
  if (tag !== "ArrayBuffer" && tag !== "SharedArrayBuffer") return undefined;
  return new Uint8Array(new Uint8Array(value as ArrayBuffer));
}

/** Uses its tag and not its class: a test runner may have its own classes. */
function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -"]".length);
}
