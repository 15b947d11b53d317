import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutStream, parseRange } from "../../src/runtime/byte-range.ts";

describe("a range of ten bytes", () => {
  test.each([
    ["bytes=0-0", [0, 1]],
    ["bytes=0-9", [0, 10]],
    ["bytes=9-9", [9, 10]],
    ["bytes=3-", [3, 10]],
    ["bytes=3-99999999999999999999", [3, 10]],
    ["bytes=-1", [9, 10]],
    ["bytes=-10", [0, 10]],
    ["bytes=-99999999999999999999", [0, 10]],
    ["BYTES= 1 - 2 ", [1, 3]],
  ])("is requested by %s", (header, [start, end]) => {
    expect(parseRange(header, 10)).toEqual({ start, end });
  });

  test.each(["bytes=10-", "bytes=10-10", "bytes=99999999999999999999-", "bytes=-0"])(
    "is out of bounds for %s",
    (header) => {
      expect(parseRange(header, 10)).toBeNull();
    },
  );

  test.each([
    ...[null, "", "bytes", "bytes=", "bytes=-", "bytes=2", "bytes=3-2", "bytes=0-1,2-3"],
    ...["bytes=0-1,", "bytes=+1-2", "bytes=1.5-2", "bytes=0x1-2", "bytes=--1", "lines=0-1"],
  ])("is not requested by %j", (header) => {
    expect(parseRange(header, 10)).toBeUndefined();
  });
});

test("an empty file has no ranges", () => {
  for (const header of ["bytes=0-", "bytes=0-0", "bytes=-1"]) {
    expect(parseRange(header, 0)).toBeUndefined();
  }
});

/** A stream of chunks, and what became of it. */
function streamOf(chunks: readonly Uint8Array[]) {
  const seen = { pulled: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks[seen.pulled++];
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      },
      cancel() {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, seen };
}

const never = () => {
  throw new Error("too short");
};

async function readAll(stream: ReadableStream<Uint8Array>): Promise<number[]> {
  const bytes: number[] = [];
  for await (const chunk of stream) bytes.push(...chunk);
  return bytes;
}

describe("a stream cut to a range", () => {
  test("has the bytes of the range, however they arrive", async () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 8 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(chunks, fc.nat(), fc.nat(), async (parts, from, length) => {
        const whole = parts.flatMap((part) => [...part]);
        fc.pre(whole.length > 0);
        const start = from % whole.length;
        const end = start + 1 + (length % (whole.length - start));
        const { stream } = streamOf(parts);
        expect(await readAll(cutStream(stream, { start, end }, never))).toEqual(
          whole.slice(start, end),
        );
      }),
    );
  });

  test("reads no more than it needs, and cancels the rest", async () => {
    const { stream, seen } = streamOf(Array.from({ length: 100 }, (_, at) => Uint8Array.of(at)));
    const reader = cutStream(stream, { start: 10, end: 20 }, never).getReader();
    expect((await reader.read()).value).toEqual(Uint8Array.of(10));
    expect(seen).toEqual({ pulled: expect.any(Number), cancelled: false });
    expect(seen.pulled).toBeLessThan(20);
    while (!(await reader.read()).done);
    expect(seen).toEqual({ pulled: 20, cancelled: true });
  });

  test("cancels the source when the reader stops", async () => {
    const { stream, seen } = streamOf([Uint8Array.of(1), Uint8Array.of(2)]);
    await cutStream(stream, { start: 0, end: 2 }, never).cancel();
    expect(seen.cancelled).toBe(true);
  });

  test("fails if the source ends too early", async () => {
    const { stream } = streamOf([Uint8Array.of(1), Uint8Array.of(2)]);
    await expect(readAll(cutStream(stream, { start: 1, end: 3 }, never))).rejects.toThrow(
      "too short",
    );
  });
});
