import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { onTestFinished } from "vitest";

/** A call of the bulk endpoint, as the stub got it. */
export interface BulkCall {
  readonly keys: readonly string[];
}

/** A server in place of Cloudflare that creates any namespace, and answers bulk writes as configured. */
export interface StubApi {
  readonly url: string;
  readonly bulkCalls: readonly BulkCall[];
}

const ID = "a".repeat(32);

/** @param onBulk returns the response to each bulk write; the first has the number 1. */
export async function startStubApi(
  onBulk: (call: BulkCall, number: number) => Response,
): Promise<StubApi> {
  const bulkCalls: BulkCall[] = [];
  async function answer(request: Request): Promise<Response> {
    if (!request.url.endsWith("/bulk")) return envelope({ id: ID, title: "any" });
    const pairs = (await request.json()) as readonly { readonly key: string }[];
    const call = { keys: pairs.map(({ key }) => key) };
    bulkCalls.push(call);
    return onBulk(call, bulkCalls.length);
  }
  const server = createAdaptorServer({ fetch: answer }) as Server;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/client/v4`, bulkCalls };
}

/** An answer that all went well. */
export function envelope(result: unknown): Response {
  return Response.json({ success: true, errors: [], messages: [], result });
}

/** A response that rejects the call. */
export function refusal(
  status: number,
  code: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body = { success: false, errors: [{ code, message }], messages: [], result: null };
  return Response.json(body, { status, headers });
}
