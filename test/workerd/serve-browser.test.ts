import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { describeInBrowser } from "../browser.ts";
import { testSite } from "./site.ts";

const picture = (color: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="${color}"/></svg>`;

const PAGE = `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>Home</title>
  <link rel="stylesheet" href="style.css">
  <img src="bilder/über uns.svg" alt=""><img src="c%23.svg" alt=""><img src="what%3F.svg" alt="">
  <img src="100%25.svg" alt="">
  <audio src="tone.wav" preload="metadata"></audio>
  <script type="module" src="main.mjs"></script>
</html>`;

const SCRIPT = `${"// A comment, so that it is worth compressing.\n".repeat(50)}
const { instance } = await WebAssembly.instantiateStreaming(fetch("empty.wasm"));
document.title = "Home: " + typeof instance.exports;
`;

const site = testSite(
  `site: assets({
    key: "site:{path}",
    from: "./public",
    mount: "/app",
    precompress: true,
    singlePageApp: "index.html",
    methods: [],
  })`,
  {
    "public/index.html": PAGE,
    "public/docs/index.html": "<!doctype html><title>Docs</title><img src='../c%23.svg' alt=''>",
    "public/style.css": "body { color: green }\n".repeat(100),
    "public/main.mjs": SCRIPT,
    "public/bilder/über uns.svg": picture("green"),
    "public/c#.svg": picture("red"),
    "public/what?.svg": picture("blue"),
    "public/100%.svg": picture("pink"),
  },
);

const SECONDS = 1_000;
const RATE = 8_000;

/** A sound of one byte a sample. */
function sound(): Buffer {
  const size = SECONDS * RATE;
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + size, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(size, 40);
  return Buffer.concat([head, Buffer.alloc(size, 128)]);
}

beforeAll(async () => {
  const bytes = sound();
  const metadata = { contentType: "audio/wav", etag: '"sound"', size: bytes.length };
  await site.plant("site:tone.wav", bytes, metadata);
  // Bytes, which the files of a test's project are not.
  const wasm = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
  const ofWasm = { contentType: "application/wasm", etag: '"wasm"', size: wasm.length };
  await site.plant("site:empty.wasm", wasm, ofWasm);
});

/** What the tests use of a page's elements: the types of the browser are not those of the repo. */
interface Picture {
  readonly naturalWidth: number;
}
interface Sound {
  readonly duration: number;
  readonly readyState: number;
  currentTime: number;
  addEventListener(name: string, listener: (event: unknown) => void, options: object): void;
}

/** An answer that a page has got. */
interface Got {
  readonly path: string;
  readonly status: number;
  readonly encoding: string | undefined;
  readonly range: string | undefined;
}

function listen(page: Page): Got[] {
  const got: Got[] = [];
  page.on("response", (response) => {
    const headers = response.headers();
    got.push({
      path: decodeURIComponent(new URL(response.url()).pathname),
      status: response.status(),
      encoding: headers["content-encoding"],
      range: headers["content-range"],
    });
  });
  return got;
}

describeInBrowser("a site", (browser) => {
  test("shows files of all kinds of names, with links from the folder, and runs its scripts", async () => {
    const page = await browser().newPage();
    const got = listen(page);
    await page.goto(new URL("/app", site.url()).href);
    await expect.poll(() => page.title()).toBe("Home: object");
    expect(page.url()).toBe(new URL("/app/", site.url()).href);
    const widths = await page
      .locator("img")
      .evaluateAll((images) => images.map((image) => (image as unknown as Picture).naturalWidth));
    expect(widths).toEqual([9, 9, 9, 9]);
    const script = got.find(({ path }) => path === "/app/main.mjs");
    expect(script).toMatchObject({ status: 200, encoding: "br" });

    await page.goto(new URL("/app/docs", site.url()).href);
    expect(page.url()).toBe(new URL("/app/docs/", site.url()).href);
    await expect
      .poll(() =>
        page.locator("img").evaluate((image) => (image as unknown as Picture).naturalWidth),
      )
      .toBe(9);

    const deep = await page.goto(new URL("/app/users", site.url()).href);
    expect([deep?.status(), await page.locator("audio").count()]).toEqual([200, 1]);
    await page.close();
  });

  test("seeks in a sound by ranges", async () => {
    const page = await browser().newPage();
    const got = listen(page);
    await page.goto(new URL("/app/", site.url()).href);
    const places = await page.locator("audio").evaluate(async (element) => {
      const audio = element as unknown as Sound;
      const event = (name: string) =>
        new Promise((resolve) => audio.addEventListener(name, resolve, { once: true }));
      if (audio.readyState < 1) await event("loadedmetadata");
      const places = [audio.duration];
      for (const place of [900, 100, 990]) {
        audio.currentTime = place;
        await event("seeked");
        places.push(audio.currentTime);
      }
      return places;
    });
    expect(places).toEqual([1_000, 900, 100, 990]);
    const ranges = got.filter(({ path }) => path === "/app/tone.wav");
    expect(ranges.length).toBeGreaterThan(1);
    for (const { status, range } of ranges) {
      expect(status).toBe(206);
      expect(range).toMatch(/^bytes \d+-\d+\/8000044$/);
    }
    await page.close();
  });

  test("is asked again only by its entity tag, and compressed forms have their own", async () => {
    const context = await browser().newContext();
    const page = await context.newPage();
    // The page's own view shows a file that is still current as 200: the protocol has both.
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    const statuses: number[] = [];
    session.on("Network.responseReceivedExtraInfo", ({ statusCode }) => statuses.push(statusCode));
    await page.goto(new URL("/app/", site.url()).href);
    await expect.poll(() => page.title()).toBe("Home: object");
    expect(statuses).not.toContain(304);
    await page.reload();
    await expect.poll(() => page.title()).toBe("Home: object");
    await expect.poll(() => statuses.filter((status) => status === 304).length).toBeGreaterThan(3);
    await context.close();
  });
});
