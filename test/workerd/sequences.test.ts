import fc from "fast-check";
import { expect, test } from "vitest";
import { BINDINGS, testWorker } from "./harness.ts";
import { LAST_CURSOR, type RandomCall, randomCalls } from "./random-calls.ts";

const { attempt, raw } = testWorker();

/** Makes calls one after another; the harness compares each of them. Gives what they came to. */
async function makeCalls(calls: readonly RandomCall[]): Promise<readonly string[]> {
  const cursors = new Map<string, unknown>();
  const seen: string[] = [];
  for (const { method, args } of calls) {
    const [, name = ""] = /(\w+)$/.exec(method) ?? [];
    const withCursor = args.map((arg) => withLast(arg, cursors.get(method)));
    const { result, error } = await attempt(method, ...withCursor);
    if (name === "page" && error === undefined) {
      cursors.set(method, (result as { readonly cursor: unknown }).cursor ?? undefined);
    }
    seen.push(String(error === undefined ? name : (error["code"] ?? error["name"])));
  }
  return seen;
}

function withLast(argument: unknown, cursor: unknown): unknown {
  const { cursor: asked } = (argument ?? {}) as { readonly cursor?: unknown };
  return asked === LAST_CURSOR ? { ...(argument as object), cursor } : argument;
}

const seen = new Set<string>();

/** What calls at random may not come to. */
const RARE: Readonly<Record<string, readonly RandomCall[]>> = {
  "CACHE.member": ["a", "b"].map((id) => ({
    method: "CACHE.member.put",
    args: [{ id }, { email: "a@example.com", rank: 1 }],
  })),
};

test.each(randomCalls)(
  "any calls of %s have the same results in memory and in workerd",
  async (name, any) => {
    const rare = RARE[name];
    await fc.assert(
      fc.asyncProperty(any, async (calls) => {
        for (const binding of BINDINGS) await raw(`${binding}.removeAll`);
        for (const what of await makeCalls(calls)) seen.add(what);
      }),
      { numRuns: 8, examples: rare === undefined ? [] : [[rare]] },
    );
  },
);

/** The methods that gave a result, and the mistakes that were made. */
const EXPECTED = [
  "count",
  "delete",
  "deleteAll",
  "entries",
  "find",
  "first",
  "get",
  "getMany",
  "getManyWithMetadata",
  "getOrLoad",
  "getWithMetadata",
  "has",
  "invalid-cache-ttl",
  "invalid-metadata",
  "invalid-params",
  "invalid-ttl",
  "invalid-value",
  "key",
  "key-too-long",
  "keys",
  "list",
  "metadata-too-large",
  "page",
  "pointer-taken",
  "put",
  "putMany",
  "repairPointers",
  "serve",
  "touch",
  "update",
];

test("random calls reach nearly all results and mistakes, and no others", () => {
  // A loader's own, where one ran.
  seen.delete("Error");
  expect([...seen].filter((what) => !EXPECTED.includes(what))).toEqual([]);
  expect(seen.size).toBeGreaterThan(EXPECTED.length - 4);
});
