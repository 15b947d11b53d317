import { describe, expect, test } from "vitest";
import { type Asked, testSite } from "./site.ts";

const PAGE = "<!doctype html><title>Site</title>";
const MISSING = "<!doctype html><title>Nothing here</title>";
const TEXT = "0123456789";

const site = testSite(
  `site: assets({
    key: "site:{path}",
    from: "./public",
    notFound: "404.html",
    cacheControl: { "fonts/*": "public, max-age=31536000, immutable", "*.txt": "no-cache" },
  }),
  bare: assets({ key: "bare:{path}", from: "./public" }),
  mounted: assets({ key: "mounted:{path}", from: "./public", mount: "/static" }),`,
  {
    "public/index.html": PAGE,
    "public/404.html": MISSING,
    "public/digits.txt": TEXT,
    "public/empty.txt": "",
    "public/LICENSE": "MIT",
    "public/fonts/a.woff2": "font",
    "public/docs/index.html": PAGE,
    "public/docs/v1.2/index.html": PAGE,
    "public/.well-known/security.txt": "Contact: mailto:a@b.example",
    "public/ünï cödé 100%.txt": "odd",
  },
);

const of = (collection: string, headers: Asked["headers"] = {}): Asked => ({
  headers: { "x-collection": collection, ...headers },
});

async function tagOf(path: string): Promise<string> {
  return (await site.get(path)).headers["etag"] ?? "";
}

describe("a file", () => {
  test("is sent whole, with its headers", async () => {
    const { status, headers, body, keys } = await site.get("/digits.txt");
    expect(status).toBe(200);
    expect(body.toString()).toBe(TEXT);
    expect(headers).toMatchObject({
      "content-type": "text/plain; charset=utf-8",
      "content-length": "10",
      "cache-control": "no-cache",
      "accept-ranges": "bytes",
      etag: expect.stringMatching(/^"[\w-]+"$/),
    });
    expect(headers["vary"]).toBeUndefined();
    expect(headers["content-encoding"]).toBeUndefined();
    expect(keys).toEqual(["site:digits.txt"]);
  });

  test.each([
    ["/", "site:index.html"],
    ["/index.html", "site:index.html"],
    ["/docs/", "site:docs/index.html"],
    ["/docs/index.html?a=b#c", "site:docs/index.html"],
    ["/docs/v1.2/", "site:docs/v1.2/index.html"],
    ["/.well-known/security.txt", "site:.well-known/security.txt"],
    ["/LICENSE", "site:LICENSE"],
    ["/empty.txt", "site:empty.txt"],
    ["/%C3%BCn%C3%AF%20c%C3%B6d%C3%A9%20100%25.txt", "site:ünï cödé 100%25.txt"],
    ["/%64igits.txt", "site:digits.txt"],
  ])("is found by one read at %s", async (path, key) => {
    const { status, keys } = await site.get(path);
    expect([status, keys]).toEqual([200, [key]]);
  });

  test("has the `Cache-Control` of the first pattern that fits, or the default", async () => {
    const caching = async (path: string) => (await site.get(path)).headers["cache-control"];
    expect(await caching("/fonts/a.woff2")).toBe("public, max-age=31536000, immutable");
    expect(await caching("/digits.txt")).toBe("no-cache");
    expect(await caching("/")).toBe("public, max-age=0, must-revalidate");
  });

  test("has the same headers for `HEAD`, without a body", async () => {
    const got = await site.get("/digits.txt");
    const head = await site.get("/digits.txt", { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(head.body).toHaveLength(0);
    expect(head.headers).toEqual({ ...got.headers, date: head.headers["date"] });
  });

  test.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])("rejects %s", async (method) => {
    const { status, headers, keys } = await site.get("/digits.txt", { method });
    expect([status, headers["allow"], keys]).toEqual([405, "GET, HEAD", []]);
  });
});

describe("a path that is not found", () => {
  test("is answered with the site's page, which must not be cached", async () => {
    const { status, headers, body } = await site.get("/no-such-file");
    expect([status, body.toString()]).toEqual([404, MISSING]);
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "content-length": String(MISSING.length),
      "cache-control": "no-cache",
    });
    expect(headers["etag"]).toBeUndefined();
    expect(headers["accept-ranges"]).toBeUndefined();
  });

  test("ignores conditions and ranges: the page is sent whole", async () => {
    const page = await tagOf("/404.html");
    const headers = { "if-none-match": page, range: "bytes=0-1" };
    const { status, body } = await site.get("/no-such-file", { headers });
    expect([status, body.toString()]).toEqual([404, MISSING]);
    expect((await site.get("/404.html", { headers: { "if-none-match": page } })).status).toBe(304);
  });

  test("is answered with a line of text if the site has no page for it", async () => {
    const { status, headers, body } = await site.get("/no-such-file", of("bare"));
    expect([status, body.toString()]).toEqual([404, "Not found\n"]);
    expect(headers["content-type"]).toBe("text/plain; charset=utf-8");
  });

  test("has no body for `HEAD`", async () => {
    for (const collection of ["site", "bare"]) {
      const asked = { method: "HEAD", ...of(collection) };
      const { status, body } = await site.get("/no-such-file", asked);
      expect([status, body.length]).toEqual([404, 0]);
    }
  });
});

describe("a folder", () => {
  test("without its slash redirects to the one with it, and keeps the query", async () => {
    const { status, headers, keys } = await site.get("/docs?q=a%2Fb");
    expect([status, headers["location"]]).toEqual([308, "/docs/?q=a%2Fb"]);
    expect(headers["cache-control"]).toBe("public, max-age=0, must-revalidate");
    expect(keys).toEqual(["site:docs", "site:docs/index.html"]);
  });

  test("may have a dot in its name, as in version numbers", async () => {
    const { status, headers } = await site.get("/docs/v1.2");
    expect([status, headers["location"]]).toEqual([308, "/docs/v1.2/"]);
  });

  test("without a document is not found", async () => {
    expect((await site.get("/fonts/")).status).toBe(404);
    expect((await site.get("/fonts")).status).toBe(404);
  });
});

describe("a mount", () => {
  test.each([
    ["/static/digits.txt", 200],
    ["/static/", 200],
    ["/%73tatic/docs/", 200],
    ["/static", 308],
    ["/static/docs", 308],
    ["/digits.txt", 404],
    ["/", 404],
    ["/static2/digits.txt", 404],
    ["/other/static/digits.txt", 404],
    ["/static/../digits.txt", 404],
  ])("answers %s with %i", async (path, status) => {
    const { keys, ...answer } = await site.get(path, of("mounted"));
    expect(answer.status).toBe(status);
    for (const key of keys) expect(key).toMatch(/^mounted:(?!static)/);
  });

  test("redirects to its own folder with a slash", async () => {
    const { headers } = await site.get("/static?a", of("mounted"));
    expect(headers["location"]).toBe("/static/?a");
    const inner = await site.get("/static/docs", of("mounted"));
    expect(inner.headers["location"]).toBe("/static/docs/");
  });
});

describe("`If-None-Match`", () => {
  test.each([
    ["the tag", (tag: string) => tag],
    ["the tag, marked as weak", (tag: string) => `W/${tag}`],
    ["one of a list", (tag: string) => `"other", W/"a,b" ,${tag}`],
    ["any", () => " * "],
  ])("that names %s is answered with 304 and no body", async (_, headerOf) => {
    const etag = await tagOf("/digits.txt");
    const headers = { "if-none-match": headerOf(etag) };
    for (const method of ["GET", "HEAD"]) {
      const answer = await site.get("/digits.txt", { method, headers });
      expect([answer.status, answer.body.length]).toEqual([304, 0]);
      expect(answer.headers).toMatchObject({ etag, "cache-control": "no-cache" });
      for (const name of ["content-type", "content-length", "accept-ranges"]) {
        expect(answer.headers[name]).toBeUndefined();
      }
    }
  });

  test.each([
    ["another tag", () => '"other"'],
    ["a part of the tag", (tag: string) => `${tag.slice(0, -2)}"`],
    ["the tag without quotes", (tag: string) => tag.slice(1, -1)],
    ["nothing", () => ""],
  ])("that names %s is answered with the file", async (_, headerOf) => {
    const headers = { "if-none-match": headerOf(await tagOf("/digits.txt")) };
    const answer = await site.get("/digits.txt", { headers });
    expect([answer.status, answer.body.toString()]).toEqual([200, TEXT]);
  });

  test("takes precedence over a range", async () => {
    const etag = await tagOf("/digits.txt");
    const headers = { "if-none-match": etag, range: "bytes=0-1" };
    expect((await site.get("/digits.txt", { headers })).status).toBe(304);
  });
});

describe("`If-Match`", () => {
  test.each([
    ["the tag", (tag: string) => tag],
    ["one of a list", (tag: string) => `W/"a", "b,c" , ${tag}`],
    ["any", () => "*"],
  ])("that names %s is answered with the requested content", async (_, headerOf) => {
    const headers = { "if-match": headerOf(await tagOf("/digits.txt")) };
    expect((await site.get("/digits.txt", { headers })).status).toBe(200);
    const part = { headers: { ...headers, range: "bytes=2-4" } };
    const { status, body } = await site.get("/digits.txt", part);
    expect([status, body.toString()]).toEqual([206, "234"]);
  });

  test.each([
    ["another tag", () => '"other"'],
    ["the tag, marked as weak", (tag: string) => `W/${tag}`],
    ["a tag with this one in it", (tag: string) => `"W/${tag.slice(1)}`],
  ])("that names %s is answered with 412, whatever else is requested", async (_, headerOf) => {
    const etag = await tagOf("/digits.txt");
    const headers = { "if-match": headerOf(etag), "if-none-match": etag, range: "bytes=99-" };
    for (const method of ["GET", "HEAD"]) {
      const answer = await site.get("/digits.txt", { method, headers });
      expect([answer.status, answer.headers["etag"]]).toEqual([412, etag]);
      expect(answer.body.toString()).not.toContain(TEXT);
    }
  });

  test("is ignored for missing paths and a folder's redirect", async () => {
    const headers = { "if-match": '"other"' };
    expect((await site.get("/no-such-file", { headers })).status).toBe(404);
    expect((await site.get("/docs", { headers })).status).toBe(308);
  });
});

describe("a broken record", () => {
  const sound = { contentType: "text/plain", etag: '"1"', size: 1 };

  test.each([
    ["no metadata", undefined],
    ["metadata of another type", "text"],
    ["no size", { contentType: "text/plain", etag: '"1"' }],
    ["a size that is none", { ...sound, size: -1 }],
    ["a tag without quotes", { ...sound, etag: "1" }],
    ["a weak tag", { ...sound, etag: 'W/"1"' }],
    ["a tag of two lines", { ...sound, etag: '"1\n2"' }],
    ["a type of two lines", { ...sound, contentType: "text/plain\r\nset-cookie: a=b" }],
    ["no type", { ...sound, contentType: "" }],
  ])("is an error with its key, and never sent: %s", async (_, metadata) => {
    await site.plant("site:broken.txt", "secret", metadata);
    for (const method of ["GET", "HEAD"]) {
      const { status, body } = await site.get("/broken.txt", { method });
      expect(status).toBe(500);
      if (method === "HEAD") continue;
      expect(JSON.parse(body.toString())).toMatchObject({
        name: "KeyloomError",
        code: "invalid-metadata",
        key: "site:broken.txt",
        message: expect.stringContaining('(key "site:broken.txt")'),
      });
    }
  });
});
