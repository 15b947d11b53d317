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

test("the answer's status and JSON come back, and the headers are sent", async () => {
  const url = await serve(({ headers }, response) => {
    response.writeHead(403).end(JSON.stringify({ told: headers.authorization }));
  });
  const answer = await getJson(url, { headers: { authorization: "Bearer x" } });
  expect(answer).toEqual({ status: 403, body: { told: "Bearer x" } });
});

test("an answer that is no JSON has no body", async () => {
  const url = await serve((_, response) => response.writeHead(502).end("<h1>Bad Gateway</h1>"));
  expect(await getJson(url, {})).toEqual({ status: 502, body: undefined });
});

test("a server that cannot be reached is an error that says why", async () => {
  await expect(getJson("http://127.0.0.1:1", {})).rejects.toThrow("ECONNREFUSED 127.0.0.1:1");
});

test("a server that does not finish its answer is an error when the time is over", async () => {
  const url = await serve((_, response) => response.write("{"));
  await expect(getJson(url, { signal: AbortSignal.timeout(100) })).rejects.toThrow(/abort/i);
});
