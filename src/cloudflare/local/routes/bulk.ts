import { type Context, Hono } from "hono";
import {
  MAX_BULK_GET_KEYS,
  MAX_BULK_WRITE_BYTES,
  MAX_BULK_WRITE_PAIRS,
} from "../../../runtime/limits.ts";
import type { ApiEnv } from "../api-env.ts";
import { checkKey, checkPutOptions, checkValueSize } from "../checks.ts";
import { ApiError, succeed } from "../envelope.ts";
import type { BulkPut } from "../kv-data.ts";
import type { Namespaces } from "../namespaces.ts";
import type { KvStore } from "../store.ts";
import { jsonArray, jsonBody } from "./json-body.ts";

const BASE64 = /^[A-Za-z0-9+/]*(={0,2})$/;

/** Many keys in one call: write, delete and read. Everything is checked before anything is done. */
export function bulkRoutes(namespaces: Namespaces, store: KvStore): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  const namespaceOf = (context: Context<ApiEnv>) =>
    namespaces.get(context.req.param("namespace") ?? "").id;

  app.put("/:namespace/bulk", async (context) => {
    const namespace = namespaceOf(context);
    const pairs = checkPairs(await jsonArray(context, MAX_BULK_WRITE_BYTES));
    return bulk(
      context,
      pairs.map(({ key }) => key),
      (done) =>
        store.bulkPut(
          namespace,
          pairs.filter(({ key }) => done.has(key)),
        ),
    );
  });

  const remove = async (context: Context<ApiEnv>) => {
    const namespace = namespaceOf(context);
    const keys = checkKeys(await jsonArray(context), MAX_BULK_WRITE_PAIRS);
    return bulk(context, keys, (done) => store.bulkDelete(namespace, [...done]));
  };
  app.post("/:namespace/bulk/delete", remove);
  // As older clients do it.
  app.delete("/:namespace/bulk", remove);

  app.post("/:namespace/bulk/get", async (context) => {
    const namespace = namespaceOf(context);
    const { keys, type = "text", withMetadata = false } = await jsonBody(context);
    const wanted = checkKeys(Array.isArray(keys) ? keys : [], MAX_BULK_GET_KEYS);
    const found = await store.getMany(namespace, wanted);
    const values = wanted.map((key, index) => {
      const one = found[index];
      if (one === undefined) return [key, null];
      const value = decode(one.value, type);
      const { metadata, expiration } = one;
      const entry = { value, metadata, ...(expiration !== undefined && { expiration }) };
      return [key, withMetadata === true ? entry : value];
    });
    context.get("countKeys")(wanted.length);
    return succeed(context, { values: Object.fromEntries(values) });
  });

  return app;
}

/** Does a bulk call for all of its keys except those that it must leave out, and names these. */
async function bulk(
  context: Context<ApiEnv>,
  keys: readonly string[],
  work: (keys: ReadonlySet<string>) => Promise<void>,
): Promise<Response> {
  const undone = context.get("undone")(keys);
  const done = new Set(keys);
  for (const key of undone) done.delete(key);
  if (done.size > 0) await work(done);
  context.get("countKeys")(done.size);
  return succeed(context, { successful_key_count: done.size, unsuccessful_keys: undone });
}

function checkPairs(pairs: readonly unknown[]): readonly BulkPut[] {
  checkCount(pairs, MAX_BULK_WRITE_PAIRS);
  const byKey = new Map<string, string>();
  return pairs.map((pair) => {
    const { key, value, base64, ...options } = (pair ?? {}) as Readonly<Record<string, unknown>>;
    checkKey(key);
    if (typeof value !== "string") {
      throw new ApiError(400, "badRequest", `the value of ${JSON.stringify(key)} is not a string`);
    }
    if (base64 === true && !isBase64(value)) {
      throw new ApiError(400, "badRequest", `the value of ${JSON.stringify(key)} is not base64`);
    }
    checkValueSize(Buffer.byteLength(value, base64 === true ? "base64" : "utf8"));
    if ((byKey.get(key) ?? value) !== value) {
      throw new ApiError(400, "badRequest", `the key ${JSON.stringify(key)} has two values`);
    }
    byKey.set(key, value);
    return { key, value, base64: base64 === true, options: checkPutOptions(options) };
  });
}

/** Padded to a multiple of four characters, or not padded at all. */
function isBase64(text: string): boolean {
  const [, padding] = BASE64.exec(text) ?? [];
  return padding === "" ? text.length % 4 !== 1 : padding !== undefined && text.length % 4 === 0;
}

function checkKeys(keys: readonly unknown[], most: number): readonly string[] {
  checkCount(keys, most);
  return keys.map((key) => {
    // The SDK sends names, `wrangler kv bulk delete` may send `{ name }`.
    const name = typeof key === "object" && key !== null && "name" in key ? key.name : key;
    checkKey(name);
    return name;
  });
}

function checkCount(items: readonly unknown[], most: number): void {
  if (items.length === 0) {
    throw new ApiError(400, "tooFewKeys", "You can request a minimum of 1 key");
  }
  if (items.length > most) {
    throw new ApiError(400, "badRequest", `You can request a maximum of ${most} keys`);
  }
}

function decode(value: Uint8Array, type: unknown): unknown {
  const text = new TextDecoder().decode(value);
  if (type !== "json") return text;
  try {
    return JSON.parse(text);
  } catch {
    const message = "At least one of the requested keys corresponds to a non-json value";
    throw new ApiError(400, "badRequest", message);
  }
}
