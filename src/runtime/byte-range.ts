/** The bytes from `start` up to, but not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Only workerd has it: a stream with a known length, which becomes `Content-Length`. */
type FixedLength = new (length: number) => TransformStream<Uint8Array, Uint8Array>;

/**
 * The part of a file that a request asks for, as {@link parseRange} returns it. A `HEAD` asks for none, and
 * neither does a client that has a part of another version of the file.
 */
export function rangeOf(
  { method, headers }: Request,
  { etag, size }: { readonly etag: string; readonly size: number },
): ByteRange | null | undefined {
  if (method !== "GET" || (headers.get("if-range") ?? etag) !== etag) return undefined;
  return parseRange(headers.get("range"), size);
}

/**
 * Reads a `Range` by RFC 9110, section 14.2.
 *
 * @returns `null` for a range outside the file; `undefined` if the answer is the whole file: for no range,
 * for several, or for one that is not understood.
 */
export function parseRange(header: string | null, size: number): ByteRange | null | undefined {
  const [, first, last] = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? "") ?? [];
  // An empty file has no ranges.
  if (first === undefined || first + last === "" || size === 0) return undefined;
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? null : { start: size - length, end: size };
  }
  const start = Number(first);
  const end = last === "" ? Number.POSITIVE_INFINITY : Number(last);
  if (end < start) return undefined;
  return start < size ? { start, end: Math.min(end + 1, size) } : null;
}

/**
 * Cuts a range out of a stream as it flows.
 *
 * @param onShort throws if the stream ends before the range does.
 */
export function cutStream(
  source: ReadableStream<Uint8Array>,
  { start, end }: ByteRange,
  onShort: () => never,
): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  let at = 0;
  const cut = new ReadableStream<Uint8Array>({
    async pull(controller) {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return onShort();
        const part = value.subarray(Math.max(start - at, 0), Math.max(end - at, 0));
        at += value.byteLength;
        if (part.byteLength > 0) controller.enqueue(part);
        if (at >= end) {
          controller.close();
          await reader.cancel();
        }
        if (part.byteLength > 0) return;
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const { FixedLengthStream } = globalThis as { FixedLengthStream?: FixedLength };
  return FixedLengthStream === undefined
    ? cut
    : cut.pipeThrough(new FixedLengthStream(end - start));
}
