import type { KVNamespace, KVReadOptions } from "./kv-namespace.ts";

/** What is known of one key in this request. */
interface Known {
  readonly value: string | ArrayBuffer | null;
  readonly metadata: unknown;
}

type Read = KVReadOptions<"text" | "arrayBuffer" | "stream">;

/**
 * Gives the bindings with a memory for one request: a key is read once, however often it is asked
 * for, and a write is seen by the reads after it. To be made anew for each request:
 *
 *     const kv = keyloom(memoized(env));
 *
 * Lists are not remembered, and streams pass through.
 */
export function memoized<Env extends object>(env: Env): Env {
  const memos = new Map<unknown, KVNamespace>();
  return new Proxy(env, {
    get(target, property) {
      const binding: unknown = Reflect.get(target, property, target);
      if (!isKv(binding)) return binding;
      const memo = memos.get(binding) ?? memoOf(binding);
      memos.set(binding, memo);
      return memo;
    },
  });
}

function isKv(binding: unknown): binding is KVNamespace {
  return typeof binding === "object" && binding !== null && "getWithMetadata" in binding;
}

function memoOf(kv: KVNamespace): KVNamespace {
  const known = new Map<string, Promise<Known>>();

  /** One read of the record serves all that ask for it, with its metadata or without. */
  const read = (key: string, options: Read): Promise<Known> => {
    const found = known.get(key) ?? kv.getWithMetadata(key, options as KVReadOptions<"text">);
    known.set(key, found);
    // A read that failed is no knowledge.
    found.catch(() => known.delete(key));
    return found;
  };

  const readMany = async (keys: string[], options: Read): Promise<Map<string, Known | null>> => {
    const unknown = keys.filter((key) => !known.has(key));
    if (unknown.length > 0) {
      const batch = kv.getWithMetadata(unknown, options as KVReadOptions<"text">);
      for (const key of unknown) {
        const found = batch.then((records) => records.get(key) ?? MISSING);
        known.set(key, found);
        found.catch(() => known.delete(key));
      }
      await batch;
    }
    const records = keys.map(async (key) => {
      const found = await (known.get(key) ?? MISSING);
      return [key, found.value === null ? null : found] as const;
    });
    return new Map(await Promise.all(records));
  };

  const memo = {
    async get(key: string | string[], options: Read) {
      if (options.type === "stream")
        return kv.get(key as string, options as KVReadOptions<"stream">);
      if (typeof key === "string") return inForm((await read(key, options)).value, options.type);
      const records = await readMany(key, options);
      return new Map([...records].map(([key, found]) => [key, found?.value ?? null]));
    },
    async getWithMetadata(key: string | string[], options: Read) {
      if (options.type === "stream") {
        return kv.getWithMetadata(key as string, options as KVReadOptions<"stream">);
      }
      if (typeof key !== "string") return readMany(key, options);
      const { value, metadata } = await read(key, options);
      return { value: inForm(value, options.type), metadata };
    },
    async put(...args: Parameters<KVNamespace["put"]>) {
      const [key, value, options] = args;
      await kv.put(...args);
      if (value instanceof ReadableStream) known.delete(key);
      else {
        const metadata = options?.metadata ?? null;
        known.set(key, Promise.resolve({ value: copied(value), metadata }));
      }
    },
    async delete(key: string) {
      await kv.delete(key);
      known.set(key, Promise.resolve(MISSING));
    },
    list: (...args: Parameters<KVNamespace["list"]>) => kv.list(...args),
  };
  return memo as unknown as KVNamespace;
}

const MISSING: Known = { value: null, metadata: null };

/** A record may be asked for as text and as bytes. */
function inForm(value: Known["value"], type: Read["type"]): Known["value"] {
  if (value === null) return null;
  if (type === "text") return typeof value === "string" ? value : new TextDecoder().decode(value);
  return typeof value === "string"
    ? (new TextEncoder().encode(value).buffer as ArrayBuffer)
    : value.slice(0);
}

/** What the caller may change later stays what was written. */
function copied(value: string | ArrayBuffer | ArrayBufferView): string | ArrayBuffer {
  if (typeof value === "string") return value;
  if (value instanceof ArrayBuffer) return value.slice(0);
  const { buffer, byteOffset, byteLength } = value;
  return new Uint8Array(buffer, byteOffset, byteLength).slice().buffer;
}
