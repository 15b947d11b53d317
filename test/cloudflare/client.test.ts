import { expect, onTestFinished, test, vi } from "vitest";
import { createKvClient, explainApiError } from "../../src/cloudflare/client.ts";

/** What is said where the API cannot be reached, in an environment. */
async function helpWith(environment: Readonly<Record<string, string>>): Promise<string> {
  for (const name of ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"]) {
    vi.stubEnv(name, environment[name]);
  }
  vi.stubEnv("NODE_USE_ENV_PROXY", environment["NODE_USE_ENV_PROXY"]);
  onTestFinished(() => void vi.unstubAllEnvs());
  const client = createKvClient({
    apiToken: "any",
    fetch: () => Promise.reject(new TypeError("fetch failed")),
  });
  const error = await client
    .get("a", { account_id: "b" }, { maxRetries: 0 })
    .catch(explainApiError);
  expect(error).toMatchObject({
    message: expect.stringContaining("cannot be reached: fetch failed"),
  });
  return (error as { readonly help: string }).help;
}

test("if the API cannot be reached, the message names a proxy that Node is not told to use", async () => {
  const again = "What was done until then is kept: run the same command again to continue.";
  expect(await helpWith({ HTTPS_PROXY: "http://proxy:3128" })).toBe(
    `The environment names a proxy, but Node uses it only if NODE_USE_ENV_PROXY=1 is set: set it. ${again}`,
  );
  expect(await helpWith({ https_proxy: "http://proxy:3128", NODE_USE_ENV_PROXY: "1" })).toBe(again);
  expect(await helpWith({})).toBe(again);
});

test.each([
  [
    undefined,
    "nope",
    "Set CLOUDFLARE_BASE_URL to a URL such as https://api.cloudflare.com/client/v4, or",
  ],
  ["127.0.0.1:8080", "", "Set it to a URL such as"],
])("an invalid base URL is reported: %s, %j", (baseUrl, environment, help) => {
  vi.stubEnv("CLOUDFLARE_BASE_URL", environment);
  onTestFinished(() => void vi.unstubAllEnvs());
  const create = () => createKvClient({ apiToken: "any", ...(baseUrl && { baseUrl }) });
  expect(create).toThrow(
    `the base URL of Cloudflare's API is "${baseUrl ?? environment}", which is not a URL`,
  );
  expect(create).toThrow(expect.objectContaining({ help: expect.stringContaining(help) }));
});

test("an API that cannot be reached is reported once during the retries, with its URL and the reason", async () => {
  const told: string[] = [];
  const failed = new TypeError("fetch failed", {
    cause: new AggregateError([new Error("connect ECONNREFUSED ::1:1")]),
  });
  const client = createKvClient({
    apiToken: "any",
    baseUrl: "http://localhost:1/client/v4",
    fetch: () => Promise.reject(failed),
    onFailure: (what) => told.push(what),
  });
  const reached =
    "Cloudflare's API at http://localhost:1/client/v4 cannot be reached: connect ECONNREFUSED ::1:1";
  const error = await client
    .get("a", { account_id: "b" }, { maxRetries: 1 })
    .catch(explainApiError);
  expect(told).toEqual([reached]);
  expect(error).toMatchObject({
    message: reached,
    help: expect.stringContaining("the URL is not Cloudflare's own"),
  });
});

test("an overloaded Cloudflare or a rate limit is reported while the call is retried", async () => {
  const told: string[] = [];
  const answers = [new Response(null, { status: 503 }), Response.json({ result: {} })];
  const client = createKvClient({
    apiToken: "any",
    fetch: async () => answers.shift() ?? Response.error(),
    onFailure: (what) => told.push(what),
  });
  await client.get("a", { account_id: "b" });
  expect(told).toEqual(["Cloudflare answered 503"]);
});

test("a page that a proxy sends in the API's place is no success, but a value may be a page", async () => {
  const client = createKvClient({
    apiToken: "any",
    fetch: async () =>
      new Response("<html>", { headers: { "content-type": "text/html; charset=utf-8" } }),
  });
  const account = { account_id: "b" };
  const error = await client.get("a", account, { maxRetries: 0 }).catch(explainApiError);
  expect(error).toMatchObject({
    message:
      "Cloudflare's API at https://api.cloudflare.com/client/v4 cannot be reached: the answer is not of that API, but perhaps of a proxy or a sign-in page",
  });
  const value = await client.values.get("k", { ...account, namespace_id: "a" });
  expect(await value.text()).toBe("<html>");
});

test.each([
  ["before the end of its text", () => Promise.reject(new TypeError("terminated"))],
  ["in the middle of its JSON", async () => '{"success":true,"resu'],
])("an answer that is cut %s is explained like one that never came", async (_, text) => {
  const body = new ReadableStream({
    async pull(controller) {
      try {
        controller.enqueue(new TextEncoder().encode(await text()));
        controller.close();
      } catch (error) {
        controller.error(error);
      }
    },
  });
  const headers = { "content-type": "application/json" };
  const client = createKvClient({
    apiToken: "any",
    fetch: async () => new Response(body, { headers }),
  });
  const error = await client.get("a", { account_id: "b" }).catch(explainApiError);
  expect(error).toMatchObject({
    name: "CannotRunError",
    message: "the connection to Cloudflare's API was cut in the middle of an answer",
    help: expect.stringContaining("run the same command again"),
  });
});
