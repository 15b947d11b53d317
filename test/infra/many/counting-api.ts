import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server in Cloudflare's place that takes all bulk writes, and counts calls and different keys. */
export async function startCountingApi() {
  let calls = 0;
  /** Numbers at the ends of keys, a bit each: a set of a million texts would take this process long. */
  const seen = new Uint8Array(10_000_000 / 8);
  let keys = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (request.url?.endsWith("/bulk") === true) {
        calls++;
        for (const [, number] of Buffer.concat(chunks)
          .toString()
          .matchAll(/"key":"record:(\d+)"/g)) {
          const [at, bit] = [Math.floor(Number(number) / 8), 1 << (Number(number) % 8)];
          if (((seen[at] ?? 0) & bit) === 0) keys++;
          seen[at] = (seen[at] ?? 0) | bit;
        }
      }
      response.setHeader("content-type", "application/json");
      const result = { id: "a".repeat(32), title: "any" };
      response.end(JSON.stringify({ success: true, errors: [], messages: [], result }));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/client/v4`,
    calls: () => calls,
    keys: () => keys,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
