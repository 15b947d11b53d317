import { describe, expect, test } from "vitest";
import { AssetServer, type AssetServerSpec } from "../../src/runtime/asset-server.ts";
import { compressedForms } from "../../src/runtime/compressed-forms.ts";
import { textParam } from "../../src/runtime/key-param.ts";
import type { KVNamespace } from "../../src/runtime/kv-namespace.ts";
import { noTtl } from "../../src/runtime/ttl.ts";
import { bytes } from "../../src/runtime/value-codec.ts";

interface FileParams {
  readonly path: string;
}

interface FileMetadata {
  readonly contentType: string;
  readonly etag: string;
  readonly size: number;
  readonly encodings?: { readonly br?: number };
}

const SPEC: AssetServerSpec<FileParams, FileMetadata> = {
  key: {
    name: "A.file",
    parts: ["file:", textParam("path", /%/g)],
    pattern: /^file:(.+)$/su,
    decode: [(text) => text],
  },
  codec: bytes,
  value: (input) => input as Uint8Array<ArrayBuffer>,
  metadata: (input) => input as FileMetadata,
  ttl: noTtl,
  compressed: compressedForms("br"),
  mount: "/",
  cacheControl: () => "no-cache",
};

const PLAIN = { contentType: "text/plain", etag: '"1"', size: 3 };

/** What became of the body of a record. */
interface Body {
  readonly key: string;
  pulled: number;
  cancelled: boolean;
}

/** A server of records whose bodies give a byte at a time, and when they are asked for. */
function serverOf(records: Readonly<Record<string, FileMetadata>>, spec: object = {}) {
  const bodies: Body[] = [];
  const asked: unknown[] = [];
  const kv = {
    async getWithMetadata(key: string, options: unknown) {
      asked.push(options);
      const metadata = records[key];
      if (metadata === undefined) return { value: null, metadata: null };
      const body: Body = { key, pulled: 0, cancelled: false };
      bodies.push(body);
      const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
        if (body.pulled === 3) controller.close();
        else controller.enqueue(Uint8Array.of(body.pulled++));
      };
      const cancel = () => {
        body.cancelled = true;
      };
      const value = new ReadableStream({ pull, cancel }, { highWaterMark: 0 });
      return { value, metadata };
    },
  } as unknown as KVNamespace;
  const server = new AssetServer<FileParams, FileMetadata>(kv, { ...SPEC, ...spec });
  const serve = (
    path: string,
    headers: Record<string, string> = {},
    method = "GET",
    cf?: { readonly clientAcceptEncoding: string },
  ) => {
    const request = new Request(new URL(path, "http://site"), { method, headers });
    return server.serve(Object.assign(request, { cf }));
  };
  return { bodies, asked, serve };
}

describe("the body of a record", () => {
  test("is not read before the client reads it", async () => {
    const { bodies, serve } = serverOf({ "file:a": PLAIN });
    const response = await serve("/a");
    expect(bodies).toEqual([{ key: "file:a", pulled: 0, cancelled: false }]);
    expect(await response.bytes()).toEqual(Uint8Array.of(0, 1, 2));
  });

  test.each([
    ["HEAD", {}, "HEAD", 200],
    ["a 304", { "if-none-match": '"1"' }, "GET", 304],
    ["a 406", { "accept-encoding": "identity;q=0" }, "GET", 406],
    ["a 416", { range: "bytes=9-" }, "GET", 416],
  ])("is cancelled unread for %s", async (_, headers, method, status) => {
    const { bodies, serve } = serverOf({ "file:a": PLAIN });
    expect((await serve("/a", headers, method)).status).toBe(status);
    expect(bodies).toEqual([{ key: "file:a", pulled: 0, cancelled: true }]);
  });

  test("is cancelled if another one is sent", async () => {
    const encoded = { ...PLAIN, encodings: { br: 3 } };
    const form = { ...PLAIN, etag: '"1-br"' };
    const { bodies, serve } = serverOf({ "file:a": encoded, "file:a%br": form });
    expect((await serve("/a", { "accept-encoding": "br" })).headers.get("etag")).toBe('"1-br"');
    expect(bodies).toEqual([
      { key: "file:a", pulled: 0, cancelled: true },
      { key: "file:a%br", pulled: 0, cancelled: false },
    ]);
  });

  test("is cancelled if it belongs to an earlier file", async () => {
    const encoded = { ...PLAIN, etag: '"2"', encodings: { br: 3 } };
    const form = { ...PLAIN, etag: '"1-br"' };
    const { bodies, serve } = serverOf({ "file:a": encoded, "file:a%br": form });
    expect((await serve("/a", { "accept-encoding": "br" })).headers.get("etag")).toBe('"2"');
    expect(bodies).toEqual([
      { key: "file:a", pulled: 0, cancelled: false },
      { key: "file:a%br", pulled: 0, cancelled: true },
    ]);
  });

  test("is cancelled if only the folder's existence matters", async () => {
    const { bodies, serve } = serverOf({ "file:a/index.html": PLAIN });
    expect((await serve("/a")).status).toBe(308);
    expect(bodies).toEqual([{ key: "file:a/index.html", pulled: 0, cancelled: true }]);
  });

  test("is cancelled if the metadata is broken", async () => {
    const { bodies, serve } = serverOf({ "file:a": { ...PLAIN, etag: "1" } });
    await expect(serve("/a")).rejects.toMatchObject({ code: "invalid-metadata", key: "file:a" });
    expect(bodies).toEqual([{ key: "file:a", pulled: 0, cancelled: true }]);
  });

  test("that ends before its range is an error with its key", async () => {
    const { serve } = serverOf({ "file:a": { ...PLAIN, size: 9 } });
    const response = await serve("/a", { range: "bytes=1-5" });
    await expect(response.bytes()).rejects.toMatchObject({ code: "invalid-value", key: "file:a" });
  });
});

test("the client's own `Accept-Encoding` counts, not the one that Cloudflare replaces it with", async () => {
  const records = {
    "file:a": { ...PLAIN, encodings: { br: 3 } },
    "file:a%br": { ...PLAIN, etag: '"1-br"' },
  };
  const { serve } = serverOf(records);
  const tagFor = async (clientAcceptEncoding?: string) => {
    const cf = clientAcceptEncoding === undefined ? undefined : { clientAcceptEncoding };
    return (await serve("/a", { "accept-encoding": "br, gzip" }, "GET", cf)).headers.get("etag");
  };
  expect(await tagFor()).toBe('"1-br"');
  expect(await tagFor("gzip, br")).toBe('"1-br"');
  expect(await tagFor("gzip")).toBe('"1"');
  expect(await tagFor("")).toBe('"1"');
});

test("each read has the collection's `cacheTtl`", async () => {
  const { asked, serve } = serverOf({}, { cacheTtl: 300, notFound: "404.html" });
  await serve("/a");
  expect(asked).toEqual(Array(3).fill({ type: "stream", cacheTtl: 300 }));
});
