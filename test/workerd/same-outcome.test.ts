import { describe, expect, test } from "vitest";
import type { Outcome } from "./driver.ts";
import { expectSameOutcome } from "./same-outcome.ts";

const PUT = { method: "put", key: "a", options: { expiration: 2_000_000_000 } };

function compare(memory: Partial<Outcome>, workerd: Partial<Outcome>): void {
  expectSameOutcome("CACHE.flag.get", { kvCalls: [], ...memory }, { kvCalls: [], ...workerd });
}

/** A failed comparison's message, with the two sides. */
function failureOf(memory: Partial<Outcome>, workerd: Partial<Outcome>): string {
  try {
    compare(memory, workerd);
  } catch (error) {
    const { message, actual, expected } = error as { [Name in string]?: unknown };
    return [message, JSON.stringify(actual), JSON.stringify(expected)].join("\n");
  }
  throw new Error("they are taken for the same");
}

describe("outcomes over the two KVs are the same", () => {
  test.each<[string, Partial<Outcome>, Partial<Outcome>]>([
    ["where all of them is", { result: [1, { a: null }] }, { result: [1, { a: null }] }],
    ["twenty seconds apart", { result: { expiration: 100 } }, { result: { expiration: 120 } }],
    [
      "in what reached KV",
      { kvCalls: [PUT] },
      { kvCalls: [{ ...PUT, options: { expiration: 1_999_999_999 } }] },
    ],
    [
      "in what is left of a time",
      { error: { message: "`ttl` is 199 s, outside" } },
      { error: { message: "`ttl` is 198 s, outside" } },
    ],
  ])("%s", (_, memory, workerd) => {
    expect(() => compare(memory, workerd)).not.toThrow();
  });
});

describe("a difference fails and shows both sides:", () => {
  test.each<[string, Partial<Outcome>, Partial<Outcome>, string]>([
    ["a result", { result: null }, { result: "stored" }, "stored"],
    ["nothing for null", { result: undefined }, { result: null }, "null"],
    ["bytes", { result: Uint8Array.of(1) }, { result: Uint8Array.of(2) }, '"0":2'],
    ["an error for a result", { error: { code: "invalid-ttl" } }, { result: 5 }, "invalid-ttl"],
    ["a message", { error: { message: "one" } }, { error: { message: "other" } }, "other"],
    ["a call of KV", { kvCalls: [PUT] }, { kvCalls: [] }, "put"],
    ["more seconds", { result: { expiration: 100 } }, { result: { expiration: 121 } }, "121"],
    ["another number", { result: { n: 100 } }, { result: { n: 101 } }, "101"],
    ["more entries", { result: [1, 2] }, { result: [1] }, "[1,2]"],
    ["another key", { result: { expiration: 1, a: 1 } }, { result: { expiration: 1 } }, '"a":1'],
  ])("%s", (_, memory, workerd, shown) => {
    const failure = failureOf(memory, workerd);
    expect(failure).toContain("CACHE.flag.get gives something else over the memory KV");
    expect(failure).toContain(shown);
  });
});
