import { type AnyKv, attempt, attemptAll, type Cases } from "../attempt.ts";
import { odd, withOddValues } from "../odd-values.ts";

const MAX_VALUE = 26_214_400;

/** Puts a value and reads it in every way. */
async function putAndRead(kv: AnyKv, value: unknown) {
  const put = await attempt(() => kv.put("key", value));
  return [put, ...(await readAll(kv))];
}

function readAll(kv: AnyKv) {
  return attemptAll([
    () => kv.get("key"),
    () => kv.get("key", "json"),
    () => kv.get("key", "arrayBuffer"),
    () => kv.get("key", "stream"),
    () => kv.get(["key"]),
    () => kv.get(["key"], "json"),
    () => kv.getWithMetadata("key", "text"),
    () => kv.getWithMetadata(["key"], "json"),
  ]);
}

async function eachInTurn(kv: AnyKv, values: readonly unknown[]) {
  const seen: unknown[] = [];
  for (const value of values) seen.push(await putAndRead(kv, value));
  return seen;
}

function streamOf(...chunks: readonly unknown[]): ReadableStream {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

const BYTES = [1, 2, 255, 4];

export const valueCases: Cases = {
  "primitives become text": (kv) =>
    eachInTurn(kv, [null, undefined, 5, -0, Number.NaN, 5n, true, Symbol("value")]),

  "objects are refused": (kv) =>
    eachInTurn(kv, [
      {},
      [],
      [1],
      () => 1,
      new String("text"),
      new Date(0),
      new Blob(["x"]),
      new Map(),
      Object.create(null),
      new WritableStream(),
      {
        toString() {
          throw new RangeError("no text");
        },
      },
    ]),

  "JSON is read by JavaScript's own parser": (kv) =>
    eachInTurn(kv, [
      ...["", " 5 ", "null", "true", "-0", "1e999", "[1e999,-0]", '"\\ud800"', '{"a":1,"a":2}'],
      ...['{"b":1,"a":2,"1":3}', '{"__proto__":{"q":1},"toJSON":1}', "undefined", "not json"],
      ...["{bad", '{"a":1} x', '"a\nb"', '{"a":1', '"\\x"', "01", "x".repeat(100), "[1,2,}    "],
    ]),

  "a byte order mark stays in a single read and goes in a bulk read": (kv) =>
    eachInTurn(kv, ["\ufeffhi", '\ufeff{"a":1}', "\ufeff"]),

  "bytes that are no UTF-8 are read as U+FFFD": (kv) =>
    eachInTurn(kv, [
      new Uint8Array([65, 0xff, 66]),
      new Uint8Array([0xe2, 0x82]),
      new Uint8Array([0xed, 0xa0, 0x80]),
      new Uint8Array([0xf0, 0x9f, 0x99]),
    ]),

  "lone surrogates are stored as they are and read as U+FFFD": (kv) =>
    eachInTurn(kv, ["a\ud800b\udc00", "\udc00\ud800", "🙂\ud83d"]),

  "buffers and views are stored as their bytes": (kv) =>
    eachInTurn(kv, [
      new Uint8Array(BYTES).buffer,
      new Uint8Array(BYTES).subarray(1, 3),
      new DataView(new Uint8Array(BYTES).buffer, 1, 2),
      new Uint16Array([1, 513]),
      new Float64Array([1.5]),
      new SharedArrayBuffer(3),
      new Uint8Array(),
    ]),

  "a buffer that was transferred elsewhere is empty": (kv) =>
    eachInTurn(
      kv,
      [odd("a detached buffer"), odd("a view of a detached buffer")].map(withOddValues),
    ),

  "a buffer is taken as it is at the call": async (kv) => {
    const bytes = new Uint8Array(BYTES);
    const put = kv.put("key", bytes);
    bytes.fill(9);
    await put;
    return readAll(kv);
  },

  "what a reader does with its bytes changes nothing": async (kv) => {
    await kv.put("key", new Uint8Array(BYTES));
    new Uint8Array((await kv.get("key", "arrayBuffer")) as ArrayBuffer).fill(9);
    return readAll(kv);
  },

  "streams of bytes and texts are read to their end": (kv) =>
    eachInTurn(kv, [
      new Blob(["hello"]).stream(),
      streamOf(new Uint8Array([65, 66]), new Uint8Array([67])),
      streamOf("xyz", "é"),
      streamOf("a\ud800", "\ud83d", "\ude42"),
      streamOf(new Uint8Array([65, 66]).buffer, new Uint16Array([65])),
      streamOf(),
    ]),

  "a stream is given in bytes that a reader can place": async (kv) => {
    await kv.put("key", "hello");
    const stream = (await kv.get("key", "stream")) as ReadableStream<Uint8Array>;
    const { value, done } = await stream
      .getReader({ mode: "byob" })
      .read(new Uint8Array(new ArrayBuffer(10)));
    return { done, bytes: Array.from(value ?? []) };
  },

  "a value has 25 MiB at most, in bytes": (kv) =>
    attemptAll([
      () => kv.put("key", "x".repeat(MAX_VALUE)),
      () => kv.put("key", "x".repeat(MAX_VALUE + 1)),
      () => kv.put("key", "é".repeat(MAX_VALUE / 2 + 1)),
      () => kv.put("key", new Uint8Array(MAX_VALUE + 1)),
      () => kv.put("key", streamOf(new Uint8Array(MAX_VALUE), "1234567")),
      () => kv.list(),
    ]),
};
