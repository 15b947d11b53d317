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
export interface KvCall {
  readonly method: string;
  readonly key: string | undefined;
  readonly options: unknown;
}

export interface Outcome {
  readonly result?: unknown;
  readonly error?: Readonly<Record<string, unknown>>;
  readonly kvCalls: readonly KvCall[];
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
    const result = accessor[method]?.(...(method === "update" ? args.map(changeOf) : args));
    return {
      result: isIterable(result) ? await collect(result, take) : await drained(await result),
    };
  } catch (error) {
    const { name, message, code, collection, key, issues, cause } = error as Record<
      string,
      unknown
    >;
    return { error: { name, message, code, collection, key, issues, cause } };
  }
}

function isIterable(result: unknown): result is AsyncIterable<unknown> {
  return typeof result === "object" && result !== null && Symbol.asyncIterator in result;
}

/** A function does not travel: `{ over: fields }` stands for the one that puts the fields over a value. */
function changeOf(argument: unknown): unknown {
  if (typeof argument !== "object" || argument === null || !("over" in argument)) return argument;
  const { over } = argument as { readonly over: object };
  return (value: object) => ({ ...value, ...over });
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

/** A stream, or the one in a record, does not travel: its bytes stand for it. */
async function drained(result: unknown): Promise<unknown> {
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
