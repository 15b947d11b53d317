import { beforeEach, describe, expect, test } from "vitest";
import { testWorker } from "./harness.ts";

const { attempt, raw } = testWorker();

const FILE = { contentType: "text/plain", etag: '"one"', size: 10 };
const MISSING = { contentType: "text/html", etag: '"missing"', size: 7 };
const BROTLI = { ...FILE, etag: '"one-br"', size: 4 };

beforeEach(async () => {
  const withForms = { metadata: { ...FILE, encodings: { br: 4, gzip: 6 } } };
  await raw("CACHE.put", "site:a.js", "0123456789", withForms);
  // The form for `gzip` is not there yet.
  await raw("CACHE.put", "site:a.js%br", "0123", { metadata: BROTLI });
  await raw("CACHE.put", "site:docs/index.html", "0123456789", { metadata: FILE });
  await raw("CACHE.put", "site:404.html", "nothing", { metadata: MISSING });
  await raw("CACHE.put", "site:broken.txt", "short", { metadata: FILE });
});

/** Serves a request, and returns the response with its body as text. */
async function serve(path: string, headers: object = {}, method = "GET") {
  const { result, error } = await attempt("CACHE.page.serve", { path, method, headers });
  if (error !== undefined) return { error };
  const { body, ...answer } = result as { readonly status: number; readonly body: Uint8Array };
  return { ...answer, body: new TextDecoder().decode(body) };
}

describe("a site is served in workerd as in memory:", () => {
  test.each<[string, string, object, object, string?]>([
    ["a file", "/a.js", {}, { status: 200, body: "0123456789" }],
    ["its compressed form", "/a.js", { "accept-encoding": "br" }, { status: 200, body: "0123" }],
    ["a form that is missing", "/a.js", { "accept-encoding": "gzip" }, { body: "0123456789" }],
    ["no form", "/a.js", { "accept-encoding": "identity;q=0, *;q=0" }, { status: 406 }],
    ["`HEAD`", "/a.js", {}, { status: 200, body: "" }, "HEAD"],
    ["a method that it has not", "/a.js", {}, { status: 405 }, "POST"],
    ["what the client has", "/a.js", { "if-none-match": '"one"' }, { status: 304, body: "" }],
    ["what the client had", "/a.js", { "if-none-match": '"two"' }, { status: 200 }],
    ["a range", "/a.js", { range: "bytes=2-4" }, { status: 206, body: "234" }],
    ["the end", "/a.js", { range: "bytes=-3" }, { status: 206, body: "789" }],
    ["a range that is not there", "/a.js", { range: "bytes=10-" }, { status: 416 }],
    [
      "a range of another file",
      "/a.js",
      { range: "bytes=0-1", "if-range": '"two"' },
      { status: 200 },
    ],
    ["a folder", "/docs/", {}, { status: 200, body: "0123456789" }],
    ["a folder without its slash", "/docs?a=b", {}, { status: 308 }],
    ["what is not found", "/none.txt", {}, { status: 404, body: "nothing" }],
    ["`HEAD` of what is not found", "/none.txt", {}, { status: 404, body: "" }, "HEAD"],
    ["a path that is no text", "/%ff", {}, { status: 400 }],
    ["a path that makes no key", `/${"x".repeat(600)}`, {}, { status: 404 }],
  ])("%s", async (_, path, headers, answer, method) => {
    expect(await serve(path, headers, method)).toMatchObject(answer);
  });

  test("a file that is shorter than stated fails when a range is cut from it", async () => {
    expect(await serve("/broken.txt", { range: "bytes=2-8" })).toMatchObject({
      error: { code: "invalid-value", key: "site:broken.txt" },
    });
  });

  test("a file without metadata fails", async () => {
    await raw("CACHE.put", "site:a.js", "none");
    expect(await serve("/a.js")).toMatchObject({ error: { code: "invalid-metadata" } });
  });
});

test.each([
  ["delete", [{ path: "a.js" }]],
  ["deleteAll", []],
])("%s deletes the compressed forms of a file with it", async (method, args) => {
  await attempt(`CACHE.page.${method}`, ...args);
  const { keys } = (await raw("CACHE.list", { prefix: "site:a.js" })) as { keys: unknown[] };
  expect(keys).toEqual([]);
});
