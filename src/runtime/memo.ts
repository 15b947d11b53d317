import { BINDING, type KVNamespace, type KVReadOptions } from "./kv-namespace.ts";

/** What is known of one key in this request. */
interface Known {
  readonly value: string | ArrayBuffer | ReadableStream | null;
  readonly metadata: unknown;
}

type Read = KVReadOptions<"text" | "arrayBuffer" | "stream">;

/**
 * Returns the bindings with a memory for one request: a key is read once, however often it is requested,
 * and later reads see a write. Call it anew for each request:
 *
 *     const kv = keyloom(memoized(env));
 *
 * Lists are not remembered. Neither are streams, unless their bytes were written before, nor reads by raw
 * calls in the forms of no accessor.
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

/** A service binding has every property that it is asked for, and so may a secret of the Secrets Store. */
function isKv(binding: unknown): binding is KVNamespace {
  const isObject = typeof binding === "object" && binding !== null;
  return isObject && "getWithMetadata" in binding && !("fetch" in binding);
}

/** Whether accessors read like this. Other reads, of raw calls beside them, are for KV to answer. */
function isOurs(options: Read | undefined): options is Read {
  const type = options?.type as string | undefined;
  return type === "text" || type === "arrayBuffer" || type === "stream";
}

function memoOf(kv: KVNamespace): KVNamespace {
  const known = new Map<string, Promise<Known>>();

  const remember = (key: string, found: Promise<Known>): void => {
    known.set(key, found);
    // A failed read says nothing, and a write may have followed it.
    found.catch(() => {
      if (known.get(key) === found) known.delete(key);
    });
  };

  /** One read of the record serves all who ask for it, with or without its metadata. */
  const read = (key: string, options: Read): Promise<Known> => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = kv.getWithMetadata(key, options as KVReadOptions<"text">);
    // A stream can be read only once.
    if (options.type !== "stream") remember(key, found);
    return found;
  };

  const readMany = async (keys: string[], options: Read): Promise<Map<string, Known | null>> => {
    const unknown = keys.filter((key) => !known.has(key));
    if (unknown.length > 0) {
      const batch = kv.getWithMetadata(unknown, options as KVReadOptions<"text">);
      for (const key of unknown) {
        remember(
          key,
          batch.then((records) => records.get(key) ?? MISSING),
        );
      }
      await batch;
    }
    const records = keys.map(async (key) => {
      const found = await (known.get(key) ?? MISSING);
      return [key, found.value === null ? null : given(found, options)] as const;
    });
    return new Map(await Promise.all(records));
  };

  /** Reads see a write at once: it may go on after the response, while the same request reads again. */
  const change = async (key: string, to: Known, written: Promise<void>): Promise<void> => {
    const found = Promise.resolve(to);
    known.set(key, found);
    try {
      await written;
    } catch (error) {
      // Nobody knows what a failed write has left.
      if (known.get(key) === found) known.delete(key);
      throw error;
    }
  };

  const memo = {
    [BINDING]: kv,
    async get(key: string | string[], options?: Read) {
      if (!isOurs(options)) return kv.get(key as string, options as never);
      if (typeof key === "string") return inForm((await read(key, options)).value, options.type);
      const records = await readMany(key, options);
      return new Map([...records].map(([key, found]) => [key, found?.value ?? null]));
    },
    async getWithMetadata(key: string | string[], options?: Read) {
      if (!isOurs(options)) return kv.getWithMetadata(key as string, options as never);
      if (typeof key !== "string") return readMany(key, options);
      return given(await read(key, options), options);
    },
    async put(...args: Parameters<KVNamespace["put"]>) {
      const [key, value, options] = args;
      const written = kv.put(...args);
      if (value instanceof ReadableStream) {
        await written;
        known.delete(key);
      } else {
        // What KV returns has been through JSON.
        const metadata: unknown = JSON.parse(JSON.stringify(options?.metadata ?? null));
        await change(key, { value: copied(value), metadata }, written);
      }
    },
    delete: (key: string) => change(key, MISSING, kv.delete(key)),
    list: (...args: Parameters<KVNamespace["list"]>) => kv.list(...args),
  };
  return memo as unknown as KVNamespace;
}

const MISSING: Known = { value: null, metadata: null };

/** A record as a reader asks for it; the reader may change what it gets. */
function given({ value, metadata }: Known, { type }: Read): Known {
  return { value: inForm(value, type), metadata: structuredClone(metadata) };
}

/** A record may be asked for as text, as bytes and as a stream. */
function inForm(value: Known["value"], type: Read["type"]): Known["value"] {
  if (value === null || value instanceof ReadableStream) return value;
  if (type === "stream") return new Blob([value]).stream();
  if (type === "text") return typeof value === "string" ? value : textOf(value);
  return typeof value === "string"
    ? (new TextEncoder().encode(value).buffer as ArrayBuffer)
    : value.slice(0);
}

/** A copy: the caller may change the original later, but not what was written. */
function copied(value: string | ArrayBuffer | ArrayBufferView): string | ArrayBuffer {
  if (typeof value === "string") return value;
  if (value instanceof ArrayBuffer) return value.slice(0);
  const { buffer, byteOffset, byteLength } = value;
  return new Uint8Array(buffer, byteOffset, byteLength).slice().buffer;
}

/** A byte order mark at the start of a text is part of it, as in KV. */
function textOf(value: ArrayBuffer): string {
  return new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(value);
}
