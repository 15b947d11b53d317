import { afterAll, beforeAll, describe, expect, test } from "vitest";
import features from "../../examples/compat/seeds/features.ts";
import { describeInBrowser } from "../browser.ts";
import { type Example, startExample } from "./example.ts";

let example: Example;
let url: URL;

beforeAll(async () => {
  example = await startExample();
}, 300_000);

afterAll(() => example?.close());

/** Serves the example's own Worker, for the tests of one part. */
async function serveWorker(): Promise<void> {
  url = await example.serve(new URL("../../examples/compat/src/worker.ts", import.meta.url));
}

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(new URL(path, url), { headers });
}

describe("the data", () => {
  test("every feature of the data is read back unchanged through the generated accessors", async () => {
    const read = await readAll();
    let count = 0;
    for (const { params, value, metadata } of features()) {
      const line = read.get(`${params.area} ${params.name}`);
      expect(line).toEqual({ params, value, metadata });
      count++;
    }
    expect(count).toBeGreaterThan(20_000);
    expect(read.size).toBe(count);
  }, 120_000);

  test("values that were broken by hand are reported with their keys, and the others can still be read", async () => {
    const { client, local, bindings } = example;
    const plant = (key: string, value: string) =>
      client.kv.namespaces.values.update(key, {
        account_id: local.accountId,
        namespace_id: bindings["COMPAT"] ?? "",
        value,
        metadata: JSON.stringify({ status: "standard" }),
      });
    const sound = await readAll();
    await plant("feature:html:elements.a", '{"support":{"chrome":[{"added":66}]}}');
    await plant("feature:svg:elements.circle", "<html>");

    const read = await readAll();
    const errors = [...read.values()].flatMap(({ error }) => error ?? []);
    expect(read.size).toBe(sound.size);
    expect(errors).toHaveLength(2);
    expect(read.get("html elements.a")?.error).toEqual({
      code: "invalid-value",
      collection: "COMPAT.feature",
      key: "feature:html:elements.a",
      message: expect.stringContaining("support.chrome.0.added"),
    });
    expect(read.get("svg elements.circle")?.error).toMatchObject({
      code: "invalid-value",
      key: "feature:svg:elements.circle",
    });
  }, 120_000);
});

describe("the static site", () => {
  beforeAll(serveWorker);

  test.each([
    ["/", "text/html; charset=utf-8"],
    ["/index.html", "text/html; charset=utf-8"],
    ["/app.js", "text/javascript; charset=utf-8"],
    ["/style.css", "text/css; charset=utf-8"],
    ["/icon.svg", "image/svg+xml"],
  ])("serves %s as %s, and answers 304 to its entity tag", async (path, type) => {
    const first = await get(path);
    expect(first.status).toBe(200);
    expect(first.headers.get("content-type")).toBe(type);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]+"$/);
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await get(path, { "if-none-match": tag });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe("");
      expect(again.headers.get("etag")).toBe(etag);
    }
    expect((await get(path, { "if-none-match": '"other"' })).status).toBe(200);
  });

  test("answers HEAD with only the headers, and rejects other methods", async () => {
    const head = await fetch(new URL("/app.js", url), { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe("");
    const post = await fetch(new URL("/app.js", url), { method: "POST", body: "x" });
    expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  test.each([
    ["/no-such-page", 404],
    ["/%2e%2e/keyloom.schema.ts", 404],
    ["/..%2fkeyloom.schema.ts", 404],
    ["/folder/", 404],
    ["/%zz", 400],
    [`/${"a".repeat(600)}`, 404],
  ])("answers %s with %i", async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });
});

describe("the API", () => {
  beforeAll(serveWorker);

  test("works out a result once, then takes it from the cache", async () => {
    const path = "/api/features/css/properties.gap.grid_context";
    const first = await get(path);
    expect([first.status, first.headers.get("x-cache")]).toEqual([200, "miss"]);
    const answer = (await first.json()) as { browsers: { browser: string; support: string }[] };
    expect(answer.browsers).toContainEqual(
      expect.objectContaining({ browser: "firefox", support: "yes" }),
    );
    await expect.poll(async () => (await get(path)).headers.get("x-cache")).toBe("hit");
    expect(await (await get(path)).json()).toEqual(answer);

    const { keys } = await keysOf("APP", "cache:answer:css:properties.gap.grid_context");
    const [{ expiration = 0 } = {}] = keys;
    const hours = (expiration - Date.now() / 1000) / 3600;
    // Six hours, less a tenth at most, and a day for which it may be stale.
    expect(hours).toBeGreaterThan(5.39 + 24);
    expect(hours).toBeLessThanOrEqual(6 + 24);
  });

  test("keeps a visitor's session for a week, with the latest features first", async () => {
    const first = await get("/api/features/css/properties.gap");
    const [cookie = ""] = (first.headers.get("set-cookie") ?? "").split(";");
    await get("/api/features/api/Blob", { cookie });
    expect(await (await get("/api/recent", { cookie })).json()).toEqual([
      "api.Blob",
      "css.properties.gap",
    ]);
    expect(await (await get("/api/recent")).json()).toEqual([]);
    expect(await (await get("/api/recent", { cookie: "sid=../forged" })).json()).toEqual([]);
    const { keys } = await keysOf("APP", `session:${cookie.replace("sid=", "")}`);
    const days = ((keys[0]?.expiration ?? 0) - Date.now() / 1000) / 86_400;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThanOrEqual(7);
  });

  test("has flags from the seed, and the fallback for a flag that was never set", async () => {
    expect(await (await get("/api/flags")).json()).toEqual({
      "show-notes": true,
      "remember-visitors": true,
      "dark-launch": false,
    });
  });

  test("lists an area without reading a value", async () => {
    const list = (await (await get("/api/features/http")).json()) as unknown[];
    expect(list).toHaveLength(50);
    expect(list[0]).toEqual({ name: expect.any(String), status: expect.any(String) });
  });

  test.each([
    ["/api/features/css/no.such.feature", 404],
    ["/api/features/html/elements.a", 500],
    ["/api/features/nowhere/x", 404],
    ["/api/else", 404],
    [`/api/features/css/${"x".repeat(151)}`, 404],
  ])("answers %s with %i and says why", async (path, status) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ status, detail: expect.any(String) });
  });
});

describeInBrowser("the page", (browser) => {
  beforeAll(serveWorker);

  test("shows which browsers support a feature, and remembers what was looked up", async () => {
    const page = await browser().newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await page.goto(url.href);
    await page.getByRole("caption").getByText("api.AbortController.abort").waitFor();

    await page.getByLabel("Feature").fill("css.properties.gap");
    await page.getByRole("button", { name: "Look up" }).click();
    await page.getByRole("caption").getByText("css.properties.gap").waitFor();
    const firefox = page
      .getByRole("row")
      .filter({ hasText: /^firefox/ })
      .first();
    await expect.poll(() => firefox.textContent()).toMatch(/^firefox *yes\d+$/);
    await expect
      .poll(() => page.locator("#recent a").allTextContents())
      .toEqual(["css.properties.gap", "api.AbortController.abort"]);
    expect(faults).toEqual([]);
    if (process.env["KEYLOOM_SCREENSHOT"]) {
      await page.screenshot({ path: process.env["KEYLOOM_SCREENSHOT"], fullPage: true });
    }

    await page.getByLabel("Feature").fill("css.no-such-thing");
    await page.getByLabel("Feature").press("Enter");
    await expect.poll(() => page.getByRole("status").textContent()).toContain("nothing is known");
    expect(await page.getByRole("table").count()).toBe(0);

    await page.getByLabel("Feature").fill("gap");
    await page.getByLabel("Feature").press("Enter");
    await expect.poll(() => page.getByRole("status").textContent()).toContain("an area and a name");
    await page.close();
  });
});

async function keysOf(binding: string, prefix: string) {
  const { client, local, bindings } = example;
  const page = await client.kv.namespaces.keys.list(bindings[binding] ?? "", {
    account_id: local.accountId,
    prefix,
  });
  return { keys: page.result };
}

/** What the Worker in reader.ts says of one record. */
interface Line {
  readonly params: { readonly area: string; readonly name: string };
  readonly value?: unknown;
  readonly metadata?: unknown;
  readonly error?: unknown;
}

async function readAll(): Promise<Map<string, Line>> {
  const text = await (
    await fetch(await example.serve(new URL("./reader.ts", import.meta.url)))
  ).text();
  const lines = text.split("\n").map((line): Line => JSON.parse(line));
  return new Map(lines.map((line) => [`${line.params.area} ${line.params.name}`, line]));
}
