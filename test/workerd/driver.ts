import type { KVNamespace } from "keyloom/runtime";
import { decodeTagged, encodeTagged } from "./tagged.ts";

/** What a test asks of the Worker: a method of an accessor, or of a raw KV binding. */
export interface Call {
  /** `CACHE.session` for an accessor, `CACHE.member.byTeam` for a pointer, `CACHE` for the binding itself. */
  readonly target: string;
  readonly method: string;
  readonly args: readonly unknown[];
  /** How many entries of a list to take before leaving its loop; all unless said otherwise. */
  readonly take?: number | undefined;
}

/** A call that reached KV. */
interface KvCall {
  readonly method: string;
  readonly key: string | undefined;
  readonly options: unknown;
}

export interface Outcome {
  readonly result?: unknown;
  readonly error?: Readonly<Record<string, unknown>>;
  readonly kvCalls: readonly KvCall[];
  /** Of a `getOrLoad`: what ran of the test's own. */
  readonly loading?: Loading;
}

/** How often a loader ran, and what became of each promise that was left to the context. */
interface Loading {
  loads: number;
  readonly later: unknown[];
}

type RawKv = KVNamespace & Methods;
type Methods = Readonly<Record<string, (...args: unknown[]) => unknown>>;
/** Namespaces, and texts where a binding is a secret. */
type Env = Readonly<Record<string, KVNamespace | string>>;

/** Makes the Worker that runs calls against the accessors that `keyloom` binds. */
export function driver(keyloom: (env: never) => unknown) {
  return {
    async fetch(request: Request, env: Env): Promise<Response> {
      const call = decodeTagged(await request.json()) as Call;
      const kvCalls: KvCall[] = [];
      const outcome = await run(keyloom, env, call, kvCalls);
      return Response.json(encodeTagged({ ...outcome, kvCalls }));
    },
  };
}

async function run(
  keyloom: (env: never) => unknown,
  env: Env,
  { target, method, args, take = Number.POSITIVE_INFINITY }: Call,
  kvCalls: KvCall[],
): Promise<Omit<Outcome, "kvCalls">> {
  const [binding = "", collection, pointer] = target.split(".");
  try {
    if (collection === undefined) {
      const raw = { ...rawHelpers(env[binding] as RawKv), ...bound(env[binding] as RawKv) };
      return { result: settle(await raw[method]?.(...args)) };
    }
    const accessors = keyloom(recorded(env, kvCalls) as never) as Record<string, never>;
    const found = accessors[binding]?.[collection] as unknown as Record<string, Methods> & Methods;
    const accessor = pointer === undefined ? found : (found[pointer] as Methods);
    if (method === "getOrLoad") return await load(accessor, args as LoadArguments);
    const result = accessor[method]?.(...args.map(TRAVELLED[method] ?? ((argument) => argument)));
    return {
      result: isIterable(result) ? await collect(result, take) : await drained(await result),
    };
  } catch (error) {
    return { error: fieldsOf(error) };
  }
}

function fieldsOf(error: unknown): Readonly<Record<string, unknown>> {
  const { name, message, code, collection, key, issues, cause } = error as Record<string, unknown>;
  return { name, message, code, collection, key, issues, cause };
}

function isIterable(result: unknown): result is AsyncIterable<unknown> {
  return typeof result === "object" && result !== null && Symbol.asyncIterator in result;
}

/** A function cannot be sent: `{ over: fields }` represents the one that puts the fields over a value. */
function changeOf(argument: unknown): unknown {
  if (typeof argument !== "object" || argument === null || !("over" in argument)) return argument;
  const { over } = argument as { readonly over: object };
  return (value: object) => ({ ...value, ...over });
}

/** A request cannot be sent: its path, method and headers represent it. */
function requestOf(argument: unknown): unknown {
  const { path, ...init } = argument as { readonly path: string };
  return new Request(`https://site.example${path}`, init);
}

/** Makes an argument of a method from its representation. */
const TRAVELLED: Readonly<Record<string, (argument: unknown) => unknown>> = {
  update: changeOf,
  serve: requestOf,
};

/**
 * Loads by what stands for a loader: `{ gives: value }`, or `{ fails: message }`. With `context: true`
 * there is a context, and what is left to it is waited for. `ttlFrom` names the field of the value that is its TTL.
 */
async function load(
  accessor: Methods,
  [params, loader, { context, ttlFrom, ...options } = {}]: LoadArguments,
): Promise<Omit<Outcome, "kvCalls">> {
  const loading: Loading = { loads: 0, later: [] };
  const left: Promise<unknown>[] = [];
  const run = async () => {
    loading.loads++;
    if (loader?.fails !== undefined) throw new Error(loader.fails);
    return loader?.gives;
  };
  const withContext = { context: { waitUntil: (promise: Promise<unknown>) => left.push(promise) } };
  const ttl = (value: unknown) => (value as Readonly<Record<string, unknown>>)[ttlFrom ?? ""];
  const loaded = accessor["getOrLoad"]?.(params, run, {
    ...options,
    ...(ttlFrom !== undefined && { ttl }),
    ...(context && withContext),
  });
  const outcome = await outcomeOf(loaded);
  // What was left may leave more.
  for (const promise of left) loading.later.push(await outcomeOf(promise));
  return { ...outcome, loading };
}

/** What a promise came to. */
async function outcomeOf(promise: unknown): Promise<Omit<Outcome, "kvCalls">> {
  try {
    return { result: await promise };
  } catch (error) {
    return { error: fieldsOf(error) };
  }
}

type LoadArguments = readonly [params: unknown, loader?: Loader, options?: LoadOptions];

interface Loader {
  readonly gives?: unknown;
  readonly fails?: string;
}

interface LoadOptions {
  readonly context?: boolean;
  readonly ttlFrom?: string;
}

/** Gives the bindings with a note of each call that reaches them. */
function recorded(env: Env, kvCalls: KvCall[]): Env {
  const recordedKv = ([binding, kv]: [string, KVNamespace | string]) => {
    if (typeof kv === "string") return [binding, kv];
    const methods = Object.entries(bound(kv as RawKv)).map(([method, run]) => [
      method,
      (...args: unknown[]) => {
        const key = typeof args[0] === "string" ? args[0] : undefined;
        kvCalls.push({ method, key, options: args.at(-1) });
        return run(...args);
      },
    ]);
    return [binding, Object.fromEntries(methods)];
  };
  return Object.fromEntries(Object.entries(env).map(recordedKv));
}

function bound(kv: RawKv): Methods {
  const methods = ["get", "getWithMetadata", "put", "delete", "list"];
  return Object.fromEntries(
    methods.map((method) => [method, (...args: unknown[]) => kv[method]?.(...args)]),
  );
}

/** What would take thousands of calls from outside. */
function rawHelpers(kv: RawKv): Methods {
  const removeAll = async () => {
    const page = await kv.list();
    await Promise.all(page.keys.map(({ name }) => kv.delete(name)));
    if (page.keys.length > 0) await removeAll();
  };
  return {
    removeAll,
    plantAll: async (keys, value) => {
      await Promise.all((keys as string[]).map((key) => kv.put(key, value as string)));
    },
  };
}

async function collect(entries: AsyncIterable<unknown>, take: number): Promise<unknown[]> {
  const taken: unknown[] = [];
  for await (const entry of entries) {
    taken.push(await drained(entry));
    if (taken.length >= take) break;
  }
  return taken;
}

/** A stream, alone or in a record or a response, cannot be sent: its bytes represent it. */
async function drained(result: unknown): Promise<unknown> {
  if (result instanceof Response) {
    const body = new Uint8Array(await result.arrayBuffer());
    return { status: result.status, headers: Object.fromEntries(result.headers), body };
  }
  if (result instanceof ReadableStream) {
    return { flowed: new Uint8Array(await new Response(result).arrayBuffer()) };
  }
  if (typeof result !== "object" || result === null || !("value" in result)) return result;
  return { ...result, value: await drained(result.value) };
}

/** Bytes from a raw read come as an `ArrayBuffer`. */
function settle(result: unknown): unknown {
  return result instanceof ArrayBuffer ? new Uint8Array(result) : result;
}
