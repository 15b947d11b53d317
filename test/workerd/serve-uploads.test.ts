import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type Asked, testSite } from "./site.ts";

const site = testSite(
  `file: assets({ key: "file:{path}", mount: "/files" }),
  share: assets({ key: "share:{path}", mount: "/share", ttl: ttl.default("1d", { max: "7d" }) }),
  app: assets({ key: "app:{path}", from: "./app", precompress: true }),
  few: assets({ key: "few:{path}", from: "./app", precompress: true, methods: ["put", "delete"] }),`,
  { "app/main.js": "start();\n".repeat(300) },
);

const of = (collection: string, headers: Asked["headers"] = {}): Asked => ({
  headers: { "x-collection": collection, ...headers },
});
const put = (path: unknown, value: unknown, metadata: unknown = { contentType: "text/plain" }) =>
  site.call("file", "put", { path }, value, { metadata });
const bytes = (text: string) => new TextEncoder().encode(text);
const tag = (text: string) =>
  `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;

describe("a file that the Worker writes", () => {
  test("is served with the headers that follow from its bytes", async () => {
    expect(await put("a/ü b.png", bytes("png"), { contentType: "image/png" })).toEqual({});
    const { status, headers, body } = await site.get("/files/a/%C3%BC%20b.png", of("file"));
    expect([status, body.toString()]).toEqual([200, "png"]);
    const expected = { "content-type": "image/png", "content-length": "3", etag: tag("png") };
    expect(headers).toMatchObject(expected);
  });

  test("is found in either form of Unicode", async () => {
    await put("u\u0308.txt", bytes("composed"));
    expect(await site.keys()).toContain("file:\u00fc.txt");
    for (const path of ["u%CC%88", "%C3%BC"]) {
      expect((await site.get(`/files/${path}.txt`, of("file"))).status).toBe(200);
    }
  });

  test("has another entity tag if it is another file", async () => {
    await put("changing.txt", bytes("one"));
    const known = of("file", { "if-none-match": tag("one") });
    expect((await site.get("/files/changing.txt", known)).status).toBe(304);
    await put("changing.txt", bytes("other"));
    const { status, body } = await site.get("/files/changing.txt", known);
    expect([status, body.toString()]).toEqual([200, "other"]);
  });

  test("may be empty, or as large as a value can be", async () => {
    await put("empty.txt", new Uint8Array());
    expect((await site.get("/files/empty.txt", of("file"))).headers["content-length"]).toBe("0");
    const size = 26_214_400;
    const metadata = { contentType: "video/mp4", etag: '"1"', size };
    await site.plant("file:large.mp4", new Uint8Array(size).fill(7), metadata);
    const end = await site.get("/files/large.mp4", of("file", { range: "bytes=-2" }));
    expect([end.status, [...end.body]]).toEqual([206, [7, 7]]);
    expect(end.headers["content-range"]).toBe("bytes 26214398-26214399/26214400");
  });

  test("has only its own type in its metadata, whatever was read from another file", async () => {
    const stale = { contentType: "text/css", etag: '"old"', size: 99, encodings: { br: 1 } };
    await site.call("app", "putMany", [
      { params: { path: "site.css" }, value: bytes("a{}"), metadata: stale },
    ]);
    const { headers, keys } = await site.get("/site.css", of("app", { "accept-encoding": "br" }));
    expect(headers).toMatchObject({ "content-length": "3", etag: tag("a{}") });
    expect([headers["content-encoding"], headers["vary"]]).toEqual([undefined, undefined]);
    expect(keys).toEqual(["app:site.css"]);
  });

  test("replaces a deployed one and its compressed forms", async () => {
    const asked = of("app", { "accept-encoding": "br" });
    expect((await site.get("/main.js", asked)).headers["content-encoding"]).toBe("br");
    const metadata = { contentType: "text/javascript" };
    await site.call("app", "put", { path: "main.js" }, bytes("stop();"), { metadata });
    const { headers, body } = await site.get("/main.js", asked);
    expect([headers["content-encoding"], body.toString()]).toEqual([undefined, "stop();"]);
    await site.call("app", "delete", { path: "main.js" });
    expect((await site.keys()).filter((key) => key.startsWith("app:main"))).toEqual([]);
  });

  test.each([
    "/a.png",
    "a.png/",
    "a//b.png",
    "../a.png",
    "a/./b",
    ".",
    "..",
    "a\\b.png",
    "a\0.png",
  ])("is rejected under a path that no request finds: %j", async (path) => {
    for (const refused of [
      await put(path, bytes("a")),
      await site.call("file", "get", { path }),
      await site.call("file", "delete", { path }),
    ]) {
      expect(refused.code).toBe("invalid-params");
      expect(refused.message).toContain("path: not a file path: write `a/b.png`");
    }
    expect((await site.keys()).filter((key) => key === `file:${path}`)).toEqual([]);
  });

  test.each([
    ["", "invalid-metadata"],
    ["png", "invalid-metadata"],
    ["image/", "invalid-metadata"],
    ["image/png\r\nset-cookie: a=b", "invalid-metadata"],
    ["image/png; name=é", "invalid-metadata"],
    [undefined, "invalid-metadata"],
    [null, "invalid-metadata"],
    ["image/svg+xml", undefined],
    ['text/plain; charset="utf-8"', undefined],
    ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", undefined],
  ])("must have a media type to be stored: %j", async (contentType, code) => {
    await site.call("file", "delete", { path: "typed" });
    const given = await put("typed", bytes("a"), { contentType });
    expect(given.code).toBe(code);
    const isStored = (await site.keys()).includes("file:typed");
    expect(isStored).toBe(code === undefined);
  });

  test("expires if the collection says so, and can be kept for longer", async () => {
    const expiresIn = async () => {
      const [{ expiration = 0 } = {}] = (await site.list()).filter(
        ({ name }) => name === "share:a.txt",
      );
      return Math.round((expiration - Date.now() / 1_000) / 3_600);
    };
    const metadata = { contentType: "text/plain" };
    await site.call("share", "put", { path: "a.txt" }, bytes("a"), { metadata, ttl: "2h" });
    expect(await expiresIn()).toBe(2);
    expect(await site.call("share", "touch", { path: "a.txt" })).toEqual({ result: true });
    expect(await expiresIn()).toBe(24);
    const { status, headers, body } = await site.get("/share/a.txt", of("share"));
    expect([status, headers["etag"], body.toString()]).toEqual([200, tag("a"), "a"]);
    const tooLong = { metadata, ttl: "8d" };
    const { code } = await site.call("share", "put", { path: "a.txt" }, bytes("a"), tooLong);
    expect(code).toBe("invalid-ttl");
  });

  test("does not include what raw code has stored elsewhere", async () => {
    const metadata = { contentType: "text/plain", etag: '"1"', size: 1 };
    await site.plant("file:/lead.txt", "a", metadata);
    const { result } = await site.call("file", "parse", "file:/lead.txt");
    expect(result).toBeNull();
    await site.remove("file:/lead.txt");
  });

  test.each([[undefined], ["text"], [[1, 2]]])("must be bytes: %j", async (value) => {
    expect((await put("typed", value)).code).toBe("invalid-value");
  });
});

describe("a collection with `put` and `delete` alone", () => {
  test("puts files as one with all methods does", async () => {
    const metadata = { contentType: "text/plain" };
    await site.call("few", "put", { path: "a/b.txt" }, bytes("a"), { metadata });
    const { status, headers, body } = await site.get("/a/b.txt", of("few"));
    expect([status, headers["etag"], body.toString()]).toEqual([200, tag("a"), "a"]);
    const put = (path: string, value: unknown, contentType: string) =>
      site.call("few", "put", { path }, value, { metadata: { contentType } });
    expect((await put("/a.txt", bytes("a"), "text/plain")).code).toBe("invalid-params");
    expect((await put("a.txt", bytes("a"), "text")).code).toBe("invalid-metadata");
    expect((await put("a.txt", "a", "text/plain")).code).toBe("invalid-value");
  });

  test("deletes the compressed forms of a file with it", async () => {
    const stored = async () => (await site.keys()).filter((key) => key.startsWith("few:main.js"));
    expect(await stored()).toEqual(["few:main.js", "few:main.js%br", "few:main.js%gzip"]);
    await site.call("few", "delete", { path: "main.js" });
    expect(await stored()).toEqual([]);
  });
});
