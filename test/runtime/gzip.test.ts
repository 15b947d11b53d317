import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { gzip } from "../../src/runtime/gzip.ts";
import { gzipStream } from "../../src/runtime/gzip-stream.ts";
import { MAX_UNCOMPRESSED_BYTES } from "../../src/runtime/limits.ts";
import { bytes, json, text } from "../../src/runtime/value-codec.ts";
import type { WholeCodec } from "../../src/runtime/whole-codec.ts";
import { AT, damaged, jsonValues, manyBytes, storedForm, texts } from "./random-values.ts";

const BROKEN = "it is not gzip, or broken";

async function stored(codec: WholeCodec, value: unknown): Promise<ArrayBuffer> {
  return storedForm(await gzip(codec).encode(value, AT));
}

/** What was compressed elsewhere. */
function zipped(data: string | Uint8Array): ArrayBuffer {
  return storedForm(gzipSync(data));
}

describe("gzip", () => {
  test.each<[string, WholeCodec, fc.Arbitrary<unknown>]>([
    ["JSON value", json, jsonValues],
    ["text", text, texts],
    ["bytes", bytes, manyBytes],
  ])("gives back every %s", async (_, codec, values) => {
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        expect(await gzip(codec).decode(await stored(codec, value), AT)).toEqual(value);
      }),
    );
  });

  test("makes values smaller, and others can read and write them", async () => {
    const value = { text: "over and over ".repeat(1_000) };
    const encoded = await stored(json, value);
    expect(encoded.byteLength).toBeLessThan(200);
    expect(JSON.parse(gunzipSync(new Uint8Array(encoded)).toString())).toEqual(value);
    expect(await gzip(json).decode(zipped('{"a":1}'), AT)).toEqual({ a: 1 });
  });

  test("reads back what was written, or says that it is broken", async () => {
    const value = { name: "Ann", note: "a note ".repeat(9) };
    const whole = await stored(json, value);
    await fc.assert(
      fc.asyncProperty(damaged(whole), async (broken) => {
        const read = await Promise.resolve(gzip(json).decode(broken.buffer, AT)).catch(
          ({ message }) => message,
        );
        // A changed date in the header is a date all the same; a changed length may be any.
        if (typeof read === "string")
          expect(read).toMatch(/^it (?:is not gzip|has \d+ bytes when)/);
        else expect(read).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["nothing", ""],
    ["JSON", '{"name":"a value that nobody has compressed"}'],
  ])("says that %s is not gzip", async (_, written) => {
    const plain = storedForm(new TextEncoder().encode(written));
    await expect(gzip(json).decode(plain, AT)).rejects.toThrow(BROKEN);
  });

  test("identifies its content by the inner codec", async () => {
    await expect(gzip(json).decode(zipped("<html>"), AT)).rejects.toThrow("it is not JSON");
    const halfCharacter = zipped(Uint8Array.of(0xc3));
    await expect(gzip(text).decode(halfCharacter, AT)).rejects.toThrow();
  });
});

describe("a value that would be too large", () => {
  test("is not written", async () => {
    const fits = new Uint8Array(MAX_UNCOMPRESSED_BYTES);
    const encoded = await stored(bytes, fits);
    expect(((await gzip(bytes).decode(encoded, AT)) as Uint8Array).byteLength).toBe(fits.length);
    await expect(gzip(bytes).encode(new Uint8Array(fits.length + 1), AT)).rejects.toMatchObject({
      code: "value-too-large",
      message:
        'A.item: the value has 33554433 bytes before it is compressed, a read takes at most 33554432 (key "item:1")',
    });
  });

  test("is not decompressed", async () => {
    const bomb = zipped(new Uint8Array(MAX_UNCOMPRESSED_BYTES * 3));
    expect(bomb.byteLength).toBeLessThan(200_000);
    await expect(gzip(bytes).decode(bomb, AT)).rejects.toThrow(
      "it has 100663296 bytes when it is decompressed, a read takes at most 33554432",
    );
  });

  test("is not kept in memory if the trailer states a smaller size", async () => {
    const bomb = zipped(new Uint8Array(MAX_UNCOMPRESSED_BYTES * 3));
    new DataView(bomb).setUint32(bomb.byteLength - 4, 100, true);
    await expect(gzip(bytes).decode(bomb, AT)).rejects.toThrow(BROKEN);
  });
});

describe("a compressed stream", () => {
  async function readAll(stream: unknown): Promise<Uint8Array> {
    return new Uint8Array(await new Response(stream as ReadableStream).arrayBuffer());
  }

  test("returns the bytes that were streamed or given", async () => {
    await fc.assert(
      fc.asyncProperty(manyBytes, fc.boolean(), async (value, flows) => {
        const blob = new Blob([value as Uint8Array<ArrayBuffer>]);
        const encoded = gzipStream.encode(flows ? blob.stream() : value, AT);
        expect(encoded).toBeInstanceOf(ReadableStream);
        expect(await readAll(gzipStream.decode(encoded as ReadableStream, AT))).toEqual(value);
      }),
    );
  });

  test("names its key when it is broken", async () => {
    const whole = zipped(new Uint8Array(100_000));
    for (const broken of [new ArrayBuffer(), whole.slice(0, -5), new Uint8Array(99).buffer]) {
      const flowing = gzipStream.decode(new Blob([broken]).stream(), AT);
      await expect(readAll(flowing)).rejects.toMatchObject({
        code: "invalid-value",
        message: `A.item: the stored value cannot be read: ${BROKEN} (key "item:1")`,
      });
    }
  });

  test("reads no more than requested, and stops with its reader", async () => {
    let pulled = 0;
    let cancelled: unknown;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++;
        controller.enqueue(crypto.getRandomValues(new Uint8Array(1_000)));
      },
      cancel: (reason) => {
        cancelled = reason;
      },
    });
    const encoded = endless.pipeThrough(new CompressionStream("gzip"));
    const reader = (gzipStream.decode(encoded, AT) as ReadableStream).getReader();
    await reader.read();
    await reader.cancel("enough");
    await vi.waitFor(() => expect(cancelled).toBeDefined(), { timeout: 30_000 });
    expect(pulled).toBeLessThan(1_000);
  });
});
