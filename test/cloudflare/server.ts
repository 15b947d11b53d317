import Cloudflare from "cloudflare";
import { afterAll } from "vitest";
import { type LocalCloudflare, startLocalCloudflare } from "../../src/cloudflare/local/index.ts";
import { makeDataFolder } from "../data-folder.ts";

/** A response of the API that has been read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The codes of its errors. */
  readonly codes: readonly number[];
  // biome-ignore lint/suspicious/noExplicitAny: an answer's result is whatever the test expects.
  readonly result: any;
}

/** A local Cloudflare for a file of tests, reached by the SDK and by plain HTTP. */
export interface TestServer {
  readonly folder: string;
  readonly local: LocalCloudflare;
  readonly client: Cloudflare;
  readonly account: { readonly account_id: string };
  /** Creates a namespace and returns its id. */
  namespace(title: string): Promise<string>;
  /** Sends a request to a path under the account's namespaces, such as `/ID/values/key`. */
  request(method: string, path: string, init?: RequestInit): Promise<Answer>;
  /** Sends JSON in the same way. */
  send(method: string, path: string, body: unknown): Promise<Answer>;
}

/** Starts a local Cloudflare on a folder of its own; both are removed after the file's tests. */
export async function startTestServer(): Promise<TestServer> {
  const data = makeDataFolder();
  const local = await startLocalCloudflare({ persistTo: data.path });
  afterAll(async () => {
    await local.close();
    data.remove();
  });
  return { folder: data.path, ...connect(local) };
}

/** The ways to reach a local Cloudflare. */
export function connect(local: LocalCloudflare): Omit<TestServer, "folder"> {
  const client = new Cloudflare({ baseURL: local.url, apiToken: "any token", maxRetries: 0 });
  const account = { account_id: local.accountId };
  const base = `${local.url}/accounts/${local.accountId}/storage/kv/namespaces`;
  const request = (method: string, path: string, init: RequestInit = {}) =>
    read(`${base}${path}`, { ...init, method, headers: authorized(init.headers) });
  return {
    local,
    client,
    account,
    async namespace(title) {
      const { id } = await client.kv.namespaces.create({ ...account, title });
      return id;
    },
    request,
    send: (method, path, body) =>
      request(method, path, {
        body: typeof body === "string" ? body : JSON.stringify(body),
        headers: { "content-type": "application/json" },
      }),
  };
}

function authorized(given?: RequestInit["headers"]): Headers {
  const headers = new Headers(given);
  headers.set("authorization", "Bearer any token");
  return headers;
}

/** Sends a request unchanged and reads the response. */
export async function read(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const isEnvelope = response.headers.get("content-type")?.startsWith("application/json") === true;
  const { errors = [], result } = isEnvelope ? JSON.parse(text) : {};
  return {
    status: response.status,
    headers: response.headers,
    text,
    codes: errors.map(({ code }: { code: number }) => code),
    result,
  };
}
