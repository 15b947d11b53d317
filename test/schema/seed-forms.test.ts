import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { pairsOf } from "./seed-project.ts";

const TEXT = "all work and no play makes a dull page\n".repeat(50);

/** The pairs of a collection of assets with these options, from these files. */
function assetPairs(options: string, files: Readonly<Record<string, string>>) {
  return pairsOf(
    `assets({ key: "site:{path}", from: "./public", ${options} })`,
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`public/${name}`, text])),
  );
}

describe("a file that is also stored compressed", () => {
  test("has a record of its own, after one for each compressed form", async () => {
    const pairs = await assetPairs("precompress: true", { "a:b.txt": TEXT });
    const [br, gzip, plain] = pairs;
    expect(pairs.map(({ key }) => key)).toEqual([
      "site:a%3Ab.txt%br",
      "site:a%3Ab.txt%gzip",
      "site:a%3Ab.txt",
    ]);
    expect(brotliDecompressSync(br?.value ?? "").toString()).toBe(TEXT);
    expect(gunzipSync(gzip?.value ?? "").toString()).toBe(TEXT);
    expect(Buffer.from(plain?.value ?? "").toString()).toBe(TEXT);

    const contentType = "text/plain; charset=utf-8";
    const sizes = { br: br?.value.length, gzip: gzip?.value.length };
    expect(plain?.metadata).toEqual({
      contentType,
      etag: expect.stringMatching(/^"[\w-]{27}"$/),
      size: TEXT.length,
      encodings: sizes,
    });
    const { etag } = (plain?.metadata ?? {}) as { etag: string };
    const tagged = (form: string) => `${etag.slice(0, -1)}-${form}"`;
    expect(br?.metadata).toEqual({ contentType, etag: tagged("br"), size: sizes.br });
    expect(gzip?.metadata).toEqual({ contentType, etag: tagged("gzip"), size: sizes.gzip });
  });

  test.each([
    ["style.css", true],
    ["app.js", true],
    ["data.json", true],
    ["feed.xml", true],
    ["icon.svg", true],
    ["site.webmanifest", true],
    ["module.wasm", true],
    ["font.ttf", true],
    ["favicon.ico", true],
    ["photo.png", false],
    ["photo.jpg", false],
    ["font.woff2", false],
    ["film.mp4", false],
    ["archive.zip", false],
    ["LICENSE", true],
  ])("has a format that is not already compressed: %s", async (name, isCompressed) => {
    const keys = (await assetPairs('precompress: ["br"]', { [name]: TEXT })).map(({ key }) => key);
    expect(keys).toEqual([...(isCompressed ? [`site:${name}%br`] : []), `site:${name}`]);
  });

  test("gets smaller, and was not small before", async () => {
    const random = Array.from({ length: 1_500 }, (_, at) =>
      String.fromCharCode(33 + ((at * at * 7919 + at * 104_729) % 89)),
    ).join("");
    const pairs = await assetPairs("precompress: true", {
      "1023.txt": "a".repeat(1_023),
      "1024.txt": "a".repeat(1_024),
      "random.txt": random,
    });
    const smaller = pairs.filter(({ key }) => key.startsWith("site:random.txt%"));
    for (const { value } of smaller) expect(value.length).toBeLessThan(random.length);
    expect(pairs.map(({ key }) => key).filter((key) => key.startsWith("site:1"))).toEqual([
      "site:1023.txt",
      "site:1024.txt%br",
      "site:1024.txt%gzip",
      "site:1024.txt",
    ]);
  });

  test("has no form whose key would be too long, and does not mention it", async () => {
    const folder = `${"d".repeat(200)}/${"e".repeat(200)}/`;
    const nameOf = (keyLength: number) => `${folder}${"f".repeat(keyLength - 411)}.txt`;
    const pairs = await assetPairs("precompress: true", {
      [nameOf(507)]: TEXT,
      [nameOf(509)]: TEXT,
      [nameOf(510)]: TEXT,
    });
    const forms = pairs.flatMap(({ key, metadata }) => {
      const { encodings } = metadata as { encodings?: object };
      return key.endsWith(".txt") ? [[key.length, Object.keys(encodings ?? {})]] : [];
    });
    expect(new Map(forms as [number, string[]][])).toEqual(
      new Map([
        [507, ["br", "gzip"]],
        [509, ["br"]],
        [510, []],
      ]),
    );
  });

  test("does not exist if the collection does not ask for it", async () => {
    const [pair, ...others] = await assetPairs("", { "a.txt": TEXT });
    expect(others).toEqual([]);
    expect(pair?.metadata).not.toHaveProperty("encodings");
  });
});
