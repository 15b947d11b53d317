import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { getJson } from "../../src/cloudflare/get-json.ts";

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("returns the status and the JSON of the response, and sends the headers", async () => {
  const url = await serve(({ headers }, response) => {
    response.writeHead(403).end(JSON.stringify({ told: headers.authorization }));
  });
  const answer = await getJson(url, { headers: { authorization: "Bearer x" } });
  expect(answer).toEqual({ status: 403, body: { told: "Bearer x" } });
});

test("returns no body if the response is not JSON", async () => {
  const url = await serve((_, response) => response.writeHead(502).end("<h1>Bad Gateway</h1>"));
  expect(await getJson(url, {})).toEqual({ status: 502, body: undefined });
});

test("fails with the reason if the server cannot be reached", async () => {
  await expect(getJson("http://127.0.0.1:1", {})).rejects.toThrow("ECONNREFUSED 127.0.0.1:1");
});

test("fails at the time limit if the server does not finish its response", async () => {
  const url = await serve((_, response) => response.write("{"));
  await expect(getJson(url, { signal: AbortSignal.timeout(100) })).rejects.toThrow(/abort/i);
});
