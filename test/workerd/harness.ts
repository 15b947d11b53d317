import type { Miniflare } from "miniflare";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { createMemoryKv } from "../../src/testing/memory-kv/memory-kv.ts";
import { bundleWorker } from "./bundle-worker.ts";
import type { Call, Outcome } from "./driver.ts";
import { expectSameOutcome } from "./same-outcome.ts";
import { startWorker, type WorkerEnv } from "./start-worker.ts";
import { decodeTagged, encodeTagged } from "./tagged.ts";

/** A Worker with the accessors of the test schema. */
interface TestCalls {
  /** Calls `CACHE.session.get` and returns its result, or throws the error's fields. */
  call(method: string, ...args: readonly unknown[]): Promise<unknown>;
  /** The same, with the error and the calls that reached KV. */
  attempt(method: string, ...args: readonly unknown[]): Promise<Outcome>;
  /** Takes a number of entries of a list, then leaves its loop. */
  take(count: number, method: string, ...args: readonly unknown[]): Promise<Outcome>;
  /** Calls a method of the binding itself: `CACHE.put`. Also `plantAll(keys, value)`. */
  raw(method: string, ...args: readonly unknown[]): Promise<unknown>;
}

/**
 * The Worker under test, in two places: in workerd with its own KV, and here with the memory KV. Each
 * call is made in both, and fails if the results differ.
 */
export interface TestWorker extends TestCalls {
  /** Only in workerd, for random outcomes. */
  readonly workerd: TestCalls;
}

interface WorkerModule {
  readonly default: { fetch(request: Request, env: object): Promise<Response> };
}

export const BINDINGS: readonly string[] = ["CACHE", "CODECS", "NUMBERS", "RECORDS", "VERSIONS"];
/** A key ring: `k2` seals, and `k1` still opens. */
export const TEST_KEYS = `k2:${btoa("b".repeat(32))} k1:${btoa("a".repeat(32))}`;
/** What `startWorker` gives a Worker with the accessors of the test schema. */
export const TEST_ENV: WorkerEnv = {
  ...Object.fromEntries(BINDINGS.map((id) => [id, { type: "kv", id }])),
  TEST_KEYS: { type: "text", value: TEST_KEYS },
};
/** The number of characters of a call's arguments that are shown. */
const MAX_SHOWN = 300;
const DRIVER = `import { keyloom } from "generated";
import { driver } from "./driver.ts";
export default driver(keyloom);`;

/**
 * Runs the accessors of the test schema, or of another with its bindings, in both places. Each test
 * starts with empty namespaces.
 */
export function testWorker(schemaFile?: string): TestWorker {
  let miniflare: Miniflare | undefined;
  let module: WorkerModule | undefined;
  const memory = {
    ...Object.fromEntries(BINDINGS.map((binding) => [binding, createMemoryKv()])),
    TEST_KEYS,
  };
  beforeAll(async () => {
    const { script } = await bundleWorker(DRIVER, schemaFile);
    miniflare = await startWorker(script, TEST_ENV);
    // The very text that workerd runs: what differs is the KV.
    module = await import(`data:text/javascript,${encodeURIComponent(script)}`);
  });
  afterAll(() => miniflare?.dispose());
  beforeEach(async () => {
    for (const binding of BINDINGS) await worker.raw(`${binding}.removeAll`);
  });

  async function inWorkerd(call: Call): Promise<Outcome> {
    return outcomeOf(await miniflare?.dispatchFetch("http://worker/", requestOf(call)));
  }

  async function inMemory(call: Call): Promise<Outcome> {
    const request = new Request("http://worker/", requestOf(call));
    return outcomeOf(await module?.default.fetch(request, memory));
  }

  async function inBoth(call: Call): Promise<Outcome> {
    const [real, other] = await Promise.all([inWorkerd(call), inMemory(call)]);
    expectSameOutcome(shown(call), other, real);
    return real;
  }

  const worker: TestWorker = { ...callsBy(inBoth), workerd: callsBy(inWorkerd) };
  return worker;
}

function callsBy(send: (call: Call) => Promise<Outcome>): TestCalls {
  function attempt(path: string, args: readonly unknown[], take?: number): Promise<Outcome> {
    const [, target = "", method = ""] = /^(.+)\.(\w+)$/.exec(path) ?? [];
    return send({ target, method, args, take });
  }

  async function resultOf(outcome: Promise<Outcome>): Promise<unknown> {
    const { result, error } = await outcome;
    if (error !== undefined) throw Object.assign(new Error(), error);
    return result;
  }

  return {
    attempt: (method, ...args) => attempt(method, args),
    call: (method, ...args) => resultOf(attempt(method, args)),
    take: (count, method, ...args) => attempt(method, args, count),
    raw: (method, ...args) => resultOf(attempt(method, args)),
  };
}

function requestOf(call: Call): { method: "POST"; body: string } {
  return { method: "POST", body: JSON.stringify(encodeTagged(call)) };
}

async function outcomeOf(
  response: { status: number; text(): Promise<string> } | undefined,
): Promise<Outcome> {
  const text = (await response?.text()) ?? "";
  if (response?.status !== 200) throw new Error(`the Worker failed: ${text}`);
  return decodeTagged(JSON.parse(text)) as Outcome;
}

function shown({ target, method, args }: Call): string {
  const text = JSON.stringify(encodeTagged(args)).slice(1, -1);
  const isLong = text.length > MAX_SHOWN;
  return `${target}.${method}(${isLong ? `${text.slice(0, MAX_SHOWN)}…` : text})`;
}

/** A key as the binding itself lists it. */
export interface RawKey {
  readonly name: string;
  readonly expiration?: number;
  readonly metadata?: unknown;
}

/** The first page of a binding's keys, as KV itself returns them. */
export async function keysOf(worker: TestWorker, binding: string): Promise<readonly RawKey[]> {
  return ((await worker.raw(`${binding}.list`)) as { keys: RawKey[] }).keys;
}
