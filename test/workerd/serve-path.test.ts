import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type Asked, testSite } from "./site.ts";

const SECRET = "nobody is to see this";

const site = testSite(
  `site: assets({ key: "site:{path}", from: "./public", precompress: true }),
  open: assets({ key: "open:{path}", from: "./public", mount: "/files", notFound: "index.html" }),
  other: collection({ key: "site:{a}:{b}", value: z.string(), ttl: ttl.none("a secret") })`,
  { "public/index.html": "<!doctype html>", "public/a/b.txt": "b" },
);

beforeAll(async () => {
  const metadata = { contentType: "text/plain", etag: '"1"', size: SECRET.length };
  for (const key of ["secret", "site:a:b", "site:", "sites:a", "a/b.txt", "other", "open"]) {
    await site.plant(key, SECRET, metadata);
  }
});

/** Requests a path of each collection, and checks what any response must be. */
async function visit(path: string) {
  const statuses: number[] = [];
  for (const [collection, prefix] of [
    ["site", "site"],
    ["open", "open"],
  ] as const) {
    const asked: Asked = { headers: { "x-collection": collection } };
    const { status, headers, body, keys } = await site.get(path, asked);
    expect([200, 308, 400, 404]).toContain(status);
    expect(body.toString()).not.toContain(SECRET);
    for (const key of keys) {
      // The prefix is followed by one path, with encoded separators.
      expect(key).toMatch(new RegExp(`^${prefix}:[^:]+$`));
      expect(Buffer.byteLength(key)).toBeLessThanOrEqual(512);
    }
    // A second slash would make the next segment the name of a host.
    if (status === 308) expect(headers["location"]).toMatch(/^\/(?![/\\])/);
    statuses.push(status);
  }
  return statuses;
}

describe("a path", () => {
  test.each([
    ["/../secret", 404],
    ["/%2e%2e/secret", 404],
    ["/%2E%2E%2Fsecret", 404],
    ["/..%2fsecret", 404],
    ["/..%5csecret", 404],
    ["/a/%2e%2e/%2e%2e/%2e%2e/secret", 404],
    ["/.%00./secret", 404],
    ["/index.html%00.txt", 404],
    ["/a%2Fb.txt", 404],
    ["/a%5Cb.txt", 404],
    ["/a//b.txt", 404],
    ["//a/b.txt", 404],
    ["//other.example/%2e%2e", 404],
    ["/\\other.example/a", 404],
    ["/a/./b.txt", 200],
    ["/a\\b.txt", 200],
    ["/a:b", 404],
    ["/a%3Ab", 404],
    ["/%3A", 404],
    ["/constructor", 404],
    ["/__proto__", 404],
    ["/%", 400],
    ["/%zz", 400],
    ["/%ff", 400],
    ["/%c3%28", 400],
    ["/%ed%a0%80", 400],
    ["/a/%", 400],
  ])("has its response: %s", async (path, status) => {
    expect((await visit(path))[0]).toBe(status);
  });

  test.each([
    ["the longest that there is", "a".repeat(507)],
    ["one byte more", "a".repeat(508)],
    ["far more", "a".repeat(6_000)],
    ["a few characters of three bytes more", "%E6%BC%A2".repeat(170)],
    ["more where it is encoded", "%3A".repeat(200)],
    ["a folder whose document has more", `${"a".repeat(500)}/`],
  ])("causes no error by its length: %s", async (_, name) => {
    expect((await visit(`/${name}`))[0]).toBe(404);
  });

  test("of any text is answered, and never from outside the collection", async () => {
    const part = fc.oneof(
      fc.constantFrom("..", ".", "/", "//", "\\", "%2e", "%2E%2e", "%2f", "%5C", "%00", "%"),
      fc.constantFrom("%25", "%br", "%25gzip", "%zz", "%ff", ":", "%3A", ";", "a", "b.txt"),
      fc.constantFrom("index.html", "files", "site:", "secret", "@", "~", "%0d%0a", "?", "*"),
      fc.string({ unit: "grapheme", maxLength: 4 }).map(encodeURIComponent),
    );
    const paths = fc.array(part, { maxLength: 12 }).map((parts) => `/${parts.join("")}`);
    await fc.assert(
      fc.asyncProperty(paths, async (path) => {
        await visit(path);
        await visit(`/files${path}`);
      }),
      { numRuns: 150 },
    );
  });
});
