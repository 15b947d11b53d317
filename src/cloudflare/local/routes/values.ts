import { type Context, Hono } from "hono";
import { MAX_LIST_KEYS, MIN_REST_LIST_KEYS } from "../../../runtime/limits.ts";
import { checkKey, checkPutOptions, checkValueSize } from "../checks.ts";
import { ApiError, succeed } from "../envelope.ts";
import type { Namespaces } from "../namespaces.ts";
import type { KvStore } from "../store.ts";

/** Everything that follows: `/` and, decoded by Hono, line breaks as well. */
const KEY = ":key{[^]+}";

/** One key's value and metadata, and the list of keys. */
export function valueRoutes(namespaces: Namespaces, store: KvStore): Hono {
  const app = new Hono();
  const namespaceOf = (context: Context) => namespaces.get(context.req.param("namespace") ?? "").id;

  app.get("/:namespace/keys", async (context) => {
    const namespace = namespaceOf(context);
    const { prefix, cursor, limit: given } = context.req.query();
    const limit = Number(given ?? MAX_LIST_KEYS);
    if (!(Number.isInteger(limit) && limit >= MIN_REST_LIST_KEYS && limit <= MAX_LIST_KEYS)) {
      const message = `limit must be between ${MIN_REST_LIST_KEYS} and ${MAX_LIST_KEYS}`;
      throw new ApiError(400, "badRequest", message);
    }
    const page = await store.list(namespace, {
      limit,
      ...(prefix && { prefix }),
      ...(cursor && { cursor }),
    });
    const info = { count: page.keys.length, cursor: page.list_complete ? "" : page.cursor };
    return succeed(context, page.keys, info);
  });

  app.get(`/:namespace/metadata/${KEY}`, async (context) => {
    const found = await read(store, namespaceOf(context), keyOf(context));
    return succeed(context, found.metadata);
  });

  app.get(`/:namespace/values/${KEY}`, async (context) => {
    const { value, expiration } = await read(store, namespaceOf(context), keyOf(context));
    const headers = new Headers({ "content-type": "application/octet-stream" });
    if (expiration !== undefined) headers.set("expiration", String(expiration));
    return new Response(value, { headers });
  });

  app.put(`/:namespace/values/${KEY}`, async (context) => {
    const namespace = namespaceOf(context);
    const key = keyOf(context);
    const { value, metadata } = await valueAndMetadata(context);
    checkValueSize(value.byteLength);
    const { expiration, expiration_ttl } = context.req.query();
    const options = checkPutOptions({ expiration, expiration_ttl, metadata });
    await store.put(namespace, key, value, options);
    return succeed(context, null);
  });

  app.delete(`/:namespace/values/${KEY}`, async (context) => {
    await store.delete(namespaceOf(context), keyOf(context));
    return succeed(context, null);
  });

  return app;
}

async function read(store: KvStore, namespace: string, key: string) {
  const found = await store.get(namespace, key);
  if (found !== undefined) return found;
  throw new ApiError(404, "keyNotFound", "get: 'key not found'");
}

/** The key is the rest of the path, including `/` and percent-encoded characters. */
function keyOf(context: Context): string {
  const { pathname } = new URL(context.req.url);
  const [, encoded = ""] = /\/(?:values|metadata)\/(.+)$/.exec(pathname) ?? [];
  let key: string;
  try {
    key = decodeURIComponent(encoded);
  } catch {
    throw new ApiError(400, "badRequest", "the key is not percent-encoded UTF-8");
  }
  checkKey(key);
  return key;
}

/** A raw body is the value; a multipart form has parts `value` and `metadata`. */
async function valueAndMetadata(
  context: Context,
): Promise<{ value: Uint8Array<ArrayBuffer>; metadata?: unknown }> {
  const type = context.req.header("content-type") ?? "";
  if (!type.startsWith("multipart/form-data")) {
    return { value: new Uint8Array(await context.req.arrayBuffer()) };
  }
  const form = await context.req.formData();
  const [value, metadata] = [form.get("value"), form.get("metadata")];
  if (value === null) throw new ApiError(400, "badRequest", "the form has no part `value`");
  const bytes = new Uint8Array(await new Response(value).arrayBuffer());
  const text = metadata === null ? undefined : await new Response(metadata).text();
  if (text === undefined || text === "") return { value: bytes };
  try {
    return { value: bytes, metadata: JSON.parse(text) };
  } catch {
    throw new ApiError(400, "badRequest", "the part `metadata` is not JSON");
  }
}
