import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseEncoding, ENCODINGS } from "../../src/runtime/accept-encoding.ts";

describe("the form that a client gets when all forms exist", () => {
  test.each([
    [null, "identity"],
    ["", "identity"],
    ["br", "br"],
    ["gzip", "gzip"],
    ["GZip", "gzip"],
    ["x-gzip", "gzip"],
    ["gzip, br", "br"],
    ["gzip;q=1, br;q=1.000", "br"],
    ["gzip;q=0.9,br;q=0.8", "gzip"],
    ["gzip ; q=0.2 , br ; q = 0.1", "gzip"],
    ["gzip;q=0.001", "gzip"],
    ["*", "br"],
    ["*;q=0.1, gzip", "gzip"],
    ["*;q=0.1, identity", "identity"],
    ["br;q=0, *", "gzip"],
    ["identity", "identity"],
    ["identity;q=0.5, br;q=0.4", "identity"],
    ["identity;q=0.5, br;q=0.5", "br"],
    ["deflate, zstd", "identity"],
    ["br;q=0, gzip;q=0", "identity"],
    ["br;q=0.000", "identity"],
    ["identity;q=0", undefined],
    ["*;q=0", undefined],
    ["identity;q=0, br", "br"],
    ["*;q=0, gzip;q=0.1", "gzip"],
    ["*;q=0, identity;q=0.1", "identity"],
    ["br;q=2", "identity"],
    ["br;q=a, gzip", "gzip"],
    ["br;level=5, gzip", "gzip"],
    [",, br ,", "br"],
    ["brotli", "identity"],
  ])("for %j is %s", (header, form) => {
    expect(chooseEncoding(header, ENCODINGS)).toBe(form);
  });
});

test("a missing form is not chosen", () => {
  expect(chooseEncoding("br, gzip;q=0.5", ["gzip"])).toBe("gzip");
  expect(chooseEncoding("br", ["gzip"])).toBe("identity");
  expect(chooseEncoding("br, identity;q=0", ["gzip"])).toBeUndefined();
  expect(chooseEncoding("br", [])).toBe("identity");
  expect(chooseEncoding("*;q=0", [])).toBeUndefined();
});

test("any header gets an existing form", () => {
  const part = fc.constantFrom("br", "gzip", "identity", "*", ";q=", "0", "1", ".5", ",", " ", "é");
  const header = fc.oneof(
    fc.string(),
    fc.array(part).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(header, fc.subarray([...ENCODINGS]), (text, available) => {
      expect([...available, "identity", undefined]).toContain(chooseEncoding(text, available));
    }),
  );
});
