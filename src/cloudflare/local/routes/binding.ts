import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { MAX_BULK_GET_KEYS } from "../../../runtime/limits.ts";
import { ApiError } from "../envelope.ts";
import type { KvStore } from "../store.ts";

type Env = { Bindings: HttpBindings };

/** Where workerd sends the calls of a served Worker to its bindings. */
export const BINDING_PATH = "/binding";

/**
 * The calls of a served Worker's KV bindings, in workerd's own protocol: Miniflare forwards its requests here,
 * with the binding's name and their original URL in extra headers.
 *
 * @param idOf the namespace of a binding.
 */
export function bindingRoutes(store: KvStore, idOf: (binding: string) => string): Hono<Env> {
  const app = new Hono<Env>();
  app.all(BINDING_PATH, async (context) => {
    const namespace = idOf(context.req.header("mf-binding") ?? "");
    const url = new URL(context.req.header("mf-url") ?? "");
    const { method } = context.req;
    if (method === "GET" && url.pathname === "/") return list(store, namespace, url);
    if (method === "GET") return get(store, namespace, url);
    if (method === "POST") return getMany(store, namespace, context);
    if (method === "DELETE") await store.delete(namespace, keyOf(url));
    else await put(store, namespace, url, context);
    return new Response();
  });
  app.onError((error, context) => {
    if (!(error instanceof ApiError)) {
      console.error(error);
      return refused(context, 500, "Internal Server Error");
    }
    // As the gateway's own binding reported it.
    const [, status = error.status, reason = error.message] =
      /^KV \w+ failed: (\d{3}) (.*)$/s.exec(error.message) ?? [];
    return refused(context, Number(status), reason);
  });
  return app;
}

async function get(store: KvStore, namespace: string, url: URL): Promise<Response> {
  const cacheTtl = secondsOf(url.searchParams.get("cache_ttl"));
  const found = await store.get(namespace, keyOf(url), cacheTtl);
  if (found === undefined) return new Response(null, { status: 404 });
  const { value, metadata, expiration } = found;
  const headers = new Headers();
  if (expiration !== undefined) headers.set("cf-expiration", String(expiration));
  if (metadata !== null) headers.set("cf-kv-metadata", JSON.stringify(metadata));
  return new Response(value, { headers });
}

/** What a bulk read asks for. */
interface BulkRead {
  readonly keys: readonly string[];
  readonly type?: string;
  readonly withMetadata?: boolean;
  readonly cacheTtl?: string | number;
}

async function getMany(
  store: KvStore,
  namespace: string,
  context: Context<Env>,
): Promise<Response> {
  const { keys, type, withMetadata, cacheTtl }: BulkRead = await context.req.json();
  if (keys.length > MAX_BULK_GET_KEYS) {
    return refused(context, 400, `You can request a maximum of ${MAX_BULK_GET_KEYS} keys`);
  }
  const seconds = secondsOf(cacheTtl ?? null);
  const found = await Promise.all(keys.map((key) => store.get(namespace, key, seconds)));
  try {
    const entries = keys.map((key, index) => {
      const one = found[index];
      if (one === undefined) return [key, null];
      const text = new TextDecoder().decode(one.value);
      const value = type === "json" ? JSON.parse(text) : text;
      return [key, withMetadata === true ? { value, metadata: one.metadata } : value];
    });
    return Response.json(Object.fromEntries(entries));
  } catch {
    const reason = `At least one of the requested keys corresponds to a non-${type} value`;
    return refused(context, 400, reason);
  }
}

async function list(store: KvStore, namespace: string, { searchParams }: URL): Promise<Response> {
  const limit = searchParams.get("key_count_limit");
  const prefix = searchParams.get("prefix");
  const cursor = searchParams.get("cursor");
  const page = await store.list(namespace, {
    ...(limit !== null && { limit: Number(limit) }),
    ...(prefix !== null && { prefix }),
    ...(cursor !== null && { cursor }),
  });
  const keys = page.keys.map(({ metadata, ...key }) => ({
    ...key,
    // workerd expects JSON inside the JSON.
    ...(metadata !== undefined && { metadata: JSON.stringify(metadata) }),
  }));
  return Response.json({ ...page, keys });
}

async function put(store: KvStore, namespace: string, url: URL, { req }: Context): Promise<void> {
  const expiration = secondsOf(url.searchParams.get("expiration"));
  const expirationTtl = secondsOf(url.searchParams.get("expiration_ttl"));
  const metadata = req.header("mf-header-cf-kv-metadata");
  await store.put(namespace, keyOf(url), new Uint8Array(await req.arrayBuffer()), {
    ...(expiration !== undefined && { expiration }),
    ...(expirationTtl !== undefined && { expirationTtl }),
    ...(metadata !== undefined && { metadata: JSON.parse(metadata) }),
  });
}

/** The answer from which workerd makes an error: the status and the text in the first line. */
function refused({ env }: Context<Env>, status: number, reason: string): Response {
  env.outgoing.statusMessage = reason;
  return new Response(reason, { status });
}

function keyOf({ pathname }: URL): string {
  return decodeURIComponent(pathname.slice(1));
}

function secondsOf(given: string | number | null): number | undefined {
  return given === null ? undefined : Number(given);
}
