import { joinBytes } from "../../runtime/join-bytes.ts";
import { MAX_VALUE_BYTES } from "../../runtime/limits.ts";
import { kvFailure } from "./failure.ts";
import { encodeText } from "./utf8.ts";

/** Copies a value at the time of the call: later changes of a buffer have no effect. */
export function takeValue(value: unknown): Uint8Array | ReadableStream {
  if (typeof value === "string") return encodeText(value);
  const bytes = copyBytes(value);
  if (bytes !== undefined) return bytes;
  if (tagOf(value) === "ReadableStream") {
    return unlocked(value as ReadableStream);
  }
  // workerd converts it to text before it rejects it: this may throw.
  String(value);
  throw new TypeError(
    "KV put() accepts only strings, ArrayBuffers, ArrayBufferViews, and ReadableStreams as values.",
  );
}

/**
 * Locks a stream, a moment after the call as workerd does. It stays locked even if KV rejects the put, so that it
 * cannot be put again.
 */
export async function lockStream(stream: ReadableStream): Promise<ReadableStreamDefaultReader> {
  await undefined;
  return unlocked(stream).getReader();
}

/** Reads a value to its end and checks its length. */
export async function readValue(
  value: Uint8Array | ReadableStreamDefaultReader,
): Promise<Uint8Array> {
  if (value instanceof Uint8Array) {
    checkLength(value.byteLength);
    return value;
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value: chunk } = await value.read();
    if (done) break;
    const bytes = chunkBytes(chunk);
    length += bytes.byteLength;
    // The message has the whole length, so everything is read, but not kept.
    if (length <= MAX_VALUE_BYTES) parts.push(bytes);
  }
  checkLength(length);
  return joinBytes(parts);
}

function unlocked(stream: ReadableStream): ReadableStream {
  if (!stream.locked) return stream;
  throw new TypeError("The ReadableStream has been locked to a reader.");
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
  if (ArrayBuffer.isView(value)) return copyOf(value.buffer, value.byteOffset, value.byteLength);
  const tag = tagOf(value);
  if (tag !== "ArrayBuffer" && tag !== "SharedArrayBuffer") return undefined;
  return copyOf(value as ArrayBuffer, 0, (value as ArrayBuffer).byteLength);
}

/** A buffer that was transferred elsewhere has no bytes, and takes no view. */
function copyOf(buffer: ArrayBufferLike, offset: number, length: number): Uint8Array {
  return length === 0 ? new Uint8Array() : new Uint8Array(buffer, offset, length).slice();
}

/** Uses its tag and not its class: a test runner may have its own classes. */
function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -"]".length);
}
