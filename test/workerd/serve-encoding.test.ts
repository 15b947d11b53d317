import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type Asked, testSite } from "./site.ts";

const SCRIPT = "export const greeting = 'hello';\n".repeat(200);
const MISSING = "<!doctype html><title>Nothing here</title>".repeat(40);

const site = testSite(
  `app: assets({ key: "app:{path}", from: "./app", precompress: true }),
  gzip: assets({ key: "gz:{path}", from: "./app", precompress: ["gzip"], notFound: "deep/404.html" }),`,
  { "app/main.js": SCRIPT, "app/short.js": "1;", "app/deep/404.html": MISSING },
);

const of = (collection: string, headers: Asked["headers"] = {}): Asked => ({
  headers: { "x-collection": collection, ...headers },
});

async function tagOf(path: string, asked: Asked): Promise<string> {
  return (await site.get(path, asked)).headers["etag"] ?? "";
}

describe("a file that is also stored compressed", () => {
  const decoders = { br: brotliDecompressSync, gzip: gunzipSync, identity: (body: Buffer) => body };

  test.each([
    ["br", "br"],
    ["gzip", "gzip"],
    ["gzip, deflate, br, zstd", "br"],
    ["x-gzip", "gzip"],
    ["*", "br"],
    ["br;q=0, *", "gzip"],
    ["br;q=0.5, gzip;q=0.8", "gzip"],
    ["gzip;q=0.8, identity", "identity"],
    ["identity", "identity"],
    ["deflate", "identity"],
    ["br;q=0, gzip;q=0", "identity"],
    [undefined, "identity"],
  ] as const)("is sent to a client that accepts %s as %s", async (accepted, encoding) => {
    const accept = accepted === undefined ? {} : { "accept-encoding": accepted };
    const asked = of("app", accept);
    const { status, headers, body, keys } = await site.get("/main.js", asked);
    expect(status).toBe(200);
    expect(headers["content-encoding"]).toBe(encoding === "identity" ? undefined : encoding);
    expect(headers["content-length"]).toBe(String(body.length));
    expect(headers["vary"]).toBe("Accept-Encoding");
    expect(decoders[encoding](body).toString()).toBe(SCRIPT);
    expect(keys).toEqual(
      encoding === "identity" ? ["app:main.js"] : ["app:main.js", `app:main.js%${encoding}`],
    );
    const head = await site.get("/main.js", { ...asked, method: "HEAD" });
    expect(head.headers).toEqual({
      ...headers,
      date: head.headers["date"],
      "x-keys": encodeURIComponent('["app:main.js"]'),
    });
  });

  test("has an entity tag for each form, and answers 304 for the form that would be sent", async () => {
    const forms = ["br", "gzip", "identity"];
    const tags = await Promise.all(
      forms.map((form) => tagOf("/main.js", of("app", { "accept-encoding": form }))),
    );
    expect(new Set(tags).size).toBe(3);
    for (const [at, form] of forms.entries()) {
      for (const [other, etag] of tags.entries()) {
        const headers = { "accept-encoding": form, "if-none-match": etag };
        const answer = await site.get("/main.js", of("app", headers));
        expect(answer.status).toBe(at === other ? 304 : 200);
        expect(answer.headers["vary"]).toBe("Accept-Encoding");
      }
    }
  });

  test("has ranges cut from its plain form", async () => {
    const headers = { "accept-encoding": "br, gzip", range: "bytes=0-5" };
    const { status, headers: got, body } = await site.get("/main.js", of("app", headers));
    expect([status, body.toString()]).toEqual([206, "export"]);
    expect(got["content-encoding"]).toBeUndefined();
    expect(got["vary"]).toBe("Accept-Encoding");
    const encoded = { "accept-encoding": "br, identity;q=0", range: "bytes=0-5" };
    const whole = await site.get("/main.js", of("app", encoded));
    expect([whole.status, whole.headers["content-encoding"]]).toEqual([200, "br"]);
  });

  test("is rejected for a client that accepts none of its forms", async () => {
    const none = of("app", { "accept-encoding": "identity;q=0, zstd" });
    expect((await site.get("/main.js", none)).status).toBe(406);
    expect((await site.get("/short.js", none)).status).toBe(406);
  });

  test("may be the page for missing paths", async () => {
    const asked = of("gzip", { "accept-encoding": "br, gzip" });
    const { status, headers, body } = await site.get("/no-such-file", asked);
    expect([status, headers["content-encoding"]]).toEqual([404, "gzip"]);
    expect(gunzipSync(body).toString()).toBe(MISSING);
    expect(headers["etag"]).toBeUndefined();
  });

  test("reaches a client through the network in a form that it can read", async () => {
    for (const [accepted, decode] of [
      ["br", brotliDecompressSync],
      ["gzip", gunzipSync],
      ["identity", decoders.identity],
    ] as const) {
      const asked = of("app", { "accept-encoding": accepted });
      const { headers, body } = await site.getThroughNetwork("/main.js", asked);
      expect(headers["content-encoding"] ?? "identity").toBe(accepted);
      expect(decode(body).toString()).toBe(SCRIPT);
    }
  });

  test("is sent plain while a compressed form is missing or belongs to another file", async () => {
    const asked = of("gzip", { "accept-encoding": "gzip" });
    const stored = await site.get("/main.js", asked);
    const etag = stored.headers["etag"];
    const contentType = "text/javascript";
    const plain = async () => {
      const { status, headers, body } = await site.get("/main.js", asked);
      expect([status, body.toString()]).toEqual([200, SCRIPT]);
      expect(headers["content-encoding"]).toBeUndefined();
      expect(headers["content-length"]).toBe(String(SCRIPT.length));
      expect(headers["etag"]).not.toBe(etag);
    };
    await site.plant("gz:main.js%gzip", "old", { contentType, etag: '"old-gzip"', size: 3 });
    await plain();
    await site.remove("gz:main.js%gzip");
    await plain();
    const metadata = {
      contentType: "text/javascript; charset=utf-8",
      etag,
      size: stored.body.length,
    };
    await site.plant("gz:main.js%gzip", stored.body, metadata);
    expect((await site.get("/main.js", asked)).headers["content-encoding"]).toBe("gzip");
  });

  test("is compressed only if that is worth it", async () => {
    expect((await site.keys()).filter((key) => /^(?:app|gz):/.test(key))).toEqual([
      ...["app:deep/404.html", "app:deep/404.html%br", "app:deep/404.html%gzip"],
      ...["app:main.js", "app:main.js%br", "app:main.js%gzip", "app:short.js"],
      ...["gz:deep/404.html", "gz:deep/404.html%gzip"],
      ...["gz:main.js", "gz:main.js%gzip", "gz:short.js"],
    ]);
    const { headers } = await site.get("/short.js", of("app", { "accept-encoding": "br" }));
    expect([headers["content-encoding"], headers["vary"]]).toEqual([undefined, undefined]);
  });

  test.each(["/main.js%br", "/main.js%25br", "/main.js%2525br"])(
    "has no path for its compressed form: %s",
    async (path) => {
      const { status, body, keys } = await site.get(path, of("app"));
      expect([400, 404]).toContain(status);
      expect(body.toString()).not.toContain("greeting");
      for (const key of keys) expect(key).not.toMatch(/%br$/);
    },
  );
});
