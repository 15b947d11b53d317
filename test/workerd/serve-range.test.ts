import { describe, expect, test } from "vitest";
import { testSite } from "./site.ts";

const TEXT = "0123456789";

const site = testSite('site: assets({ key: "site:{path}", from: "./public" })', {
  "public/digits.txt": TEXT,
  "public/empty.txt": "",
});

describe("a range", () => {
  test.each([
    ["bytes=2-4", "234", "bytes 2-4/10"],
    ["bytes=0-0", "0", "bytes 0-0/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=7-99", "789", "bytes 7-9/10"],
    ["bytes=-3", "789", "bytes 7-9/10"],
    ["bytes=-99", TEXT, "bytes 0-9/10"],
    ["Bytes = 2-4 ", "234", "bytes 2-4/10"],
  ])("%s is cut out of the file", async (range, part, contentRange) => {
    const whole = await site.get("/digits.txt");
    const { status, headers, body } = await site.get("/digits.txt", { headers: { range } });
    expect([status, body.toString()]).toEqual([206, part]);
    expect(headers).toMatchObject({
      "content-range": contentRange,
      "content-length": String(part.length),
      "content-type": "text/plain; charset=utf-8",
      "cache-control": whole.headers["cache-control"],
      etag: whole.headers["etag"],
    });
  });

  test.each([
    "bytes=10-",
    "bytes=10-12",
    "bytes=99-100",
    "bytes=-0",
    "bytes=9007199254740992-9007199254740992",
  ])("%s is outside the file", async (range) => {
    const { status, headers } = await site.get("/digits.txt", { headers: { range } });
    expect([status, headers["content-range"]]).toEqual([416, "bytes */10"]);
  });

  test.each(["bytes=0-1,3-4", "bytes=4-2", "bytes=-", "bytes=a-b", "items=0-1", "bytes 0-1"])(
    "%s is not understood, and the file is sent whole",
    async (range) => {
      const { status, body } = await site.get("/digits.txt", { headers: { range } });
      expect([status, body.toString()]).toEqual([200, TEXT]);
    },
  );

  test("of an empty file is the file", async () => {
    const { status, body } = await site.get("/empty.txt", { headers: { range: "bytes=0-" } });
    expect([status, body.length]).toEqual([200, 0]);
  });

  test("is ignored for `HEAD`", async () => {
    const asked = { method: "HEAD", headers: { range: "bytes=2-4" } };
    const { status, headers } = await site.get("/digits.txt", asked);
    expect([status, headers["content-length"]]).toEqual([200, "10"]);
  });

  test("with `If-Range` counts only if the tag is the file's and strong", async () => {
    const etag = (await site.get("/digits.txt")).headers["etag"] ?? "";
    const statusOf = async (ifRange: string) => {
      const headers = { range: "bytes=2-4", "if-range": ifRange };
      return (await site.get("/digits.txt", { headers })).status;
    };
    expect(await statusOf(etag)).toBe(206);
    for (const other of [`W/${etag}`, '"other"', "Wed, 21 Oct 2026 07:28:00 GMT"]) {
      expect(await statusOf(other)).toBe(200);
    }
  });

  test("is cut out of a large file as it flows", async () => {
    const bytes = Uint8Array.from({ length: 3_000_000 }, (_, at) => at % 251);
    const metadata = { contentType: "video/mp4", etag: '"large"', size: bytes.length };
    await site.plant("site:large.mp4", bytes, metadata);
    for (const [start, end] of [
      [0, 10],
      [1_234_567, 2_345_678],
      [2_999_990, 3_000_000],
    ] as const) {
      const headers = { range: `bytes=${start}-${end - 1}` };
      const { status, body } = await site.get("/large.mp4", { headers });
      expect(status).toBe(206);
      expect(body.equals(bytes.subarray(start, end))).toBe(true);
    }
    expect((await site.get("/large.mp4")).body.equals(bytes)).toBe(true);
  });
});
