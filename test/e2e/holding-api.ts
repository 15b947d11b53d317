import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** A server in place of Cloudflare that creates any namespace, and delays bulk writes. */
export interface HoldingApi {
  readonly url: string;
  /** The records of all bulk writes that came in, and of those that were answered. */
  readonly received: number;
  readonly answered: number;
  /** Bulk writes that wait for their answer. */
  readonly held: number;
  /** The different keys that were written. */
  readonly keys: ReadonlySet<string>;
  /** Answers the bulk writes that wait, and all from now on. */
  release(): void;
  close(): void;
}

/** @param free how many bulk writes are answered at once; later ones are delayed. */
export async function startHoldingApi(free: number): Promise<HoldingApi> {
  const keys = new Set<string>();
  const held: (() => void)[] = [];
  let calls = 0;
  let received = 0;
  let answered = 0;
  let isHolding = true;
  const answer = (
    response: ServerResponse,
    result: unknown = { id: "a".repeat(32), title: "any" },
  ) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ success: true, errors: [], messages: [], result }));
  };
  const server = createServer(async (request, response) => {
    if (request.url?.endsWith("/bulk") !== true) {
      return request.method === "GET" ? answer(response, []) : answer(response);
    }
    const pairs = (await json(request)) as readonly { readonly key: string }[];
    received += pairs.length;
    const write = () => {
      answered += pairs.length;
      for (const { key } of pairs) keys.add(key);
      answer(response);
    };
    if (++calls > free && isHolding) held.push(write);
    else write();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/client/v4`,
    keys,
    get received() {
      return received;
    },
    get answered() {
      return answered;
    },
    get held() {
      return held.length;
    },
    release() {
      isHolding = false;
      for (const write of held.splice(0)) write();
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
