import { describe, expect, test } from "vitest";
import { type Asked, testSite } from "./site.ts";

const APP = "<!doctype html><title>App</title>";
const MISSING = "<!doctype html><title>Nothing here</title>";

const site = testSite(
  `site: assets({
    key: "site:{path}",
    from: "./app",
    singlePageApp: "index.html",
    notFound: "404.html",
    cacheControl: { "*.html": "no-cache" },
  }),
  mounted: assets({ key: "{path}", from: "./app", mount: "/app", singlePageApp: "index.html" }),
  docs: assets({ key: "docs:{path}", from: "./docs", cleanUrls: true, notFound: "404.html" }),
  both: assets({ key: "both:{path}", from: "./docs", mount: "/docs", cleanUrls: true, singlePageApp: "about.html" }),`,
  {
    "app/index.html": APP,
    "app/404.html": MISSING,
    "app/assets/main-5f3a.js": "start();",
    "app/help/index.html": "help",
    "docs/index.html": "home",
    "docs/404.html": MISSING,
    "docs/about.html": "about",
    "docs/guide/index.html": "guide",
    "docs/guide/intro.html": "intro",
    "docs/guide/v1.2.html": "version",
    "docs/both.html": "page",
    "docs/both/index.html": "folder",
    "docs/style.css": "a{}",
    "docs/LICENSE": "MIT",
  },
);

const of = (collection: string, headers: Asked["headers"] = {}): Asked => ({
  headers: { "x-collection": collection, ...headers },
});

const NAVIGATION = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

describe("an application that routes in the browser", () => {
  test.each(["/users/12", "/users/12/", "/users/12?tab=a", "/%C3%BC", "/a%3Ab"])(
    "answers its paths: %s",
    async (path) => {
      const { status, headers, body } = await site.get(path);
      const { headers: root } = await site.get("/");
      expect([status, body.toString()]).toEqual([200, APP]);
      expect(headers).toMatchObject({ "cache-control": "no-cache", etag: root["etag"] });
      const again = { headers: { "if-none-match": root["etag"] ?? "" } };
      expect((await site.get(path, again)).status).toBe(304);
      const head = await site.get(path, { method: "HEAD" });
      expect([head.status, head.headers["content-length"]]).toEqual([200, String(APP.length)]);
    },
  );

  test("does not answer a missing script or image", async () => {
    for (const path of ["/assets/main-0000.js", "/favicon.ico"]) {
      for (const headers of [{}, { accept: "*/*" }, { accept: "image/avif,image/webp,*/*" }]) {
        const answer = await site.get(path, { headers });
        expect([answer.status, answer.body.toString()]).toEqual([404, MISSING]);
        expect(answer.headers["vary"]).toBe("Accept");
      }
    }
  });

  test("answers paths with a dot if a page is requested", async () => {
    const { status, headers, body } = await site.get("/users/jane.doe", { headers: NAVIGATION });
    expect([status, headers["vary"], body.toString()]).toEqual([200, "Accept", APP]);
  });

  test("leaves files, folders and invalid paths as they are", async () => {
    const statusOf = async (path: string) => (await site.get(path, { headers: NAVIGATION })).status;
    expect((await site.get("/assets/main-5f3a.js")).headers["vary"]).toBeUndefined();
    expect(await statusOf("/help/")).toBe(200);
    expect(await statusOf("/help")).toBe(308);
    expect(await statusOf("//users")).toBe(404);
    expect(await statusOf("/users%2f12")).toBe(404);
    expect(await statusOf("/%ff")).toBe(400);
  });

  test("has no paths outside its mount", async () => {
    expect((await site.get("/app/users", of("mounted"))).body.toString()).toBe(APP);
    expect((await site.get("/users", of("mounted"))).status).toBe(404);
    expect((await site.get("/application", of("mounted"))).status).toBe(404);
  });
});

test("keys may consist of the paths alone", async () => {
  const { body, keys } = await site.get("/app/assets/main-5f3a.js", of("mounted"));
  expect([body.toString(), keys]).toEqual(["start();", ["assets/main-5f3a.js"]]);
});

describe("pages without `.html` in their paths", () => {
  test.each([
    ["/", "home", ["docs:index.html"]],
    ["/about", "about", ["docs:about.html"]],
    ["/guide/", "guide", ["docs:guide/index.html"]],
    ["/guide/intro", "intro", ["docs:guide/intro.html"]],
    ["/guide/v1.2", "version", ["docs:guide/v1.2", "docs:guide/v1.2.html"]],
    ["/both", "page", ["docs:both.html"]],
    ["/both/", "folder", ["docs:both/index.html"]],
    ["/style.css", "a{}", ["docs:style.css"]],
    ["/LICENSE", "MIT", ["docs:LICENSE.html", "docs:LICENSE"]],
  ])("are found at %s", async (path, text, expected) => {
    const { status, body, keys } = await site.get(path, of("docs"));
    expect([status, body.toString(), keys]).toEqual([200, text, expected]);
  });

  test.each([
    ["/about.html", "/about"],
    ["/about.html?a=b", "/about?a=b"],
    ["/about/", "/about"],
    ["/guide", "/guide/"],
    ["/guide/intro.html", "/guide/intro"],
    ["/index.html", "/"],
    ["/guide/index.html", "/guide/"],
  ])("have one path, to which %s redirects", async (path, location) => {
    const { status, headers } = await site.get(path, of("docs"));
    expect([status, headers["location"]]).toEqual([308, location]);
    expect((await site.get(location, of("docs"))).status).toBe(200);
  });

  test("are not found if they do not exist", async () => {
    for (const path of ["/no", "/no.html", "/no/", "/about/no", "/.html", "/style"]) {
      const { status, body } = await site.get(path, of("docs"));
      expect([status, body.toString()]).toEqual([404, MISSING]);
    }
  });

  test("work in a mount as well, and come before the application's page", async () => {
    const text = async (path: string) => (await site.get(path, of("both"))).body.toString();
    expect(await text("/docs/guide/intro")).toBe("intro");
    expect(await text("/docs/users")).toBe("about");
    const { headers } = await site.get("/docs/about.html", of("both"));
    expect(headers["location"]).toBe("/docs/about");
  });
});
