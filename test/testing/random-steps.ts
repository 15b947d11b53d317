import fc from "fast-check";
import type { AnyKv } from "./conformance/attempt.ts";
import { LAST_CURSOR, type Step } from "./conformance/jobs.ts";
import { ODD_NAMES, type OddValue, odd } from "./conformance/odd-values.ts";

const MAX_KEY = 512;
const MAX_METADATA = 1_024;
const MAX_INTEGER = 2 ** 31 - 1;
/** Far enough away that a clock which moves on meanwhile changes nothing. */
const LATER = 2_000_000_000;

/** V8's messages on what becomes of them as texts differ from version to version. */
const BYTES_OF_NOTHING: readonly OddValue[] = [
  "a detached buffer",
  "a view of a detached buffer",
  "a view out of its buffer",
];
const ELSEWHERE: readonly OddValue[] = [
  ...BYTES_OF_NOTHING,
  // As a value of a put, workerd and the memory KV ask for other properties first.
  "options that throw",
  // workerd takes it for one key, and JavaScript cannot tell it from an array.
  "a proxy of an array",
];

/** Mostly what a Worker passes, otherwise things like it, or anything. */
function mostly(usual: fc.Arbitrary<unknown>, ...others: readonly fc.Arbitrary<unknown>[]) {
  return fc.oneof(
    { weight: 6, arbitrary: usual },
    ...[...others, anything].map((arbitrary) => ({ weight: 1, arbitrary })),
  );
}

const oddValue = fc.constantFrom(...ODD_NAMES.filter((name) => !ELSEWHERE.includes(name))).map(odd);
const primitive = fc.constantFrom<unknown>(
  ...[undefined, null, true, false, "", 5, -0, 0.5, -1, Number.NaN, Number.POSITIVE_INFINITY],
  ...[2 ** 31, -(2 ** 31), 2 ** 53, 5n, 2n ** 70n],
);
const anything: fc.Arbitrary<unknown> = fc.oneof(
  primitive,
  oddValue,
  fc.array(primitive, { maxLength: 3 }),
  fc.array(oddValue, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom("a", "type", "metadata", "__proto__"), primitive, { maxKeys: 2 }),
);

/** Numbers around a limit, in each form that JavaScript makes a number of. */
function around(...limits: readonly number[]): fc.Arbitrary<unknown> {
  const forms: readonly ((number: number) => unknown)[] = [
    (number) => number,
    (number) => number,
    (number) => -number,
    (number) => String(number),
    (number) => ` ${number} `,
    (number) => `0x${Math.trunc(Math.abs(number)).toString(16)}`,
    (number) => [number],
    (number) => new Date(number),
    (number) => BigInt(Math.trunc(number)),
  ];
  return fc
    .tuple(
      fc.constantFrom(...limits),
      fc.constantFrom(-1, -0.5, 0, 0.5, 1),
      fc.constantFrom(...forms),
    )
    .map(([limit, more, form]) => form(limit + more));
}

const few = fc.constantFrom("a", "a:", "a:1", "b", "é", "\uffff", "😀");
const oddKey = fc.constantFrom(
  ...["42", "-1", "4294967295", "__proto__", "constructor", "toString", "null", "undefined"],
  ...["", ".", "..", "...", " ", "\0", "a/b", "a?b", "a#b", "a%2Fb", "%", "a_", "\\", "'", "~"],
  ...["a\ud800", "\udc00", "\ud83d\ud83d\ude42", "\ufeff", "e\u0301", "A", "\u2028"],
  ...["x".repeat(MAX_KEY), "x".repeat(MAX_KEY + 1), "é".repeat(MAX_KEY / 2), "é".repeat(257)],
  ...["漢".repeat(170), "漢".repeat(171), "😀".repeat(MAX_KEY / 4), "\ud800".repeat(57)],
);
const key = mostly(few, oddKey, oddKey, fc.string({ unit: "binary", maxLength: 4 }));
const hundred = fc
  .constantFrom(100, 101)
  .map((count) => Array.from({ length: count }, (_, index) => `a:${index}`));
const keys = fc.oneof(
  { weight: 6, arbitrary: fc.array(key, { maxLength: 5 }) },
  { weight: 2, arbitrary: fc.array(few, { maxLength: 3 }) },
  { weight: 1, arbitrary: hundred },
);
const keyOrKeys = fc.oneof({ weight: 3, arbitrary: key }, { weight: 2, arbitrary: keys });

const json = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
  fc.constantFrom(
    ...["", "1", '{"x":[1]}', "text", "\ufeff2", "é\ud800", " null ", "-0", "1e999", "01", "{bad"],
    ...['{"__proto__":{"x":1}}', '{"1":1,"a":2,"0":3}', '{"a":1,"a":2}', '"\\ud800"', "[1,]"],
  ),
);
const value = mostly(
  json,
  fc.uint8Array({ maxLength: 5 }),
  fc.string({ unit: "binary", maxLength: 4 }),
  oddValue,
  fc.constantFrom(...BYTES_OF_NOTHING).map(odd),
);

const nearMaxMetadata = fc.integer({ min: MAX_METADATA - 4, max: MAX_METADATA + 2 });
const metadata = mostly(
  fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom<unknown>(0, { a: 1 }, "é", [], {})),
  fc.constantFrom("", "\ud800", "\u2028", "a\u0000b\n", "\ufeff"),
  nearMaxMetadata.map((length) => "x".repeat(length)),
  nearMaxMetadata.map((length) => "é".repeat(length / 2)),
  fc.record({ a: anything, b: anything }, { requiredKeys: [] }),
);
const expiration = mostly(
  fc.constantFrom(LATER, 2_100_000_000),
  around(1, LATER, MAX_INTEGER),
  fc.constantFrom(-99, 30).map((seconds) => Math.floor(Date.now() / 1_000) + seconds),
);
const expirationTtl = mostly(fc.constantFrom(60, 3_600), around(0, 60, 86_400, MAX_INTEGER));
const putOptions = mostly(
  fc.record({ metadata, expiration, expirationTtl }, { requiredKeys: [] }),
  fc.record({ metadata }),
);

const type = mostly(
  fc.constantFrom("text", "json", "arrayBuffer", "stream"),
  fc.constantFrom("JSON", "bytes", " text"),
);
const cacheTtl = mostly(fc.constantFrom(undefined, 30, 3_600), around(0, 30, MAX_INTEGER));
const getOptions = mostly(
  fc.oneof(type, fc.record({ type, cacheTtl }, { requiredKeys: [] }), fc.constant(undefined)),
);

const listOptions = mostly(
  fc.record(
    {
      prefix: mostly(fc.constantFrom("", "a", "a:", "é", null), oddKey, key),
      limit: mostly(fc.constantFrom(1, 2, 3, 1_000), around(0, 1, 1_000, MAX_INTEGER)),
      cursor: mostly(
        fc.constant(LAST_CURSOR),
        fc.constantFrom("YQ==", "YTo=", "w6k=", "YQ", "!", "", "_-"),
        fc.base64String({ maxLength: 8 }),
        fc.string({ maxLength: 4 }),
      ),
    },
    { requiredKeys: [] },
  ),
);

/** A call, now and then with fewer arguments than it takes, or with more. */
function stepOf(method: keyof AnyKv, ...args: readonly fc.Arbitrary<unknown>[]) {
  const whole = fc.tuple(...args);
  const cut = fc.tuple(whole, fc.nat(args.length)).map(([all, count]) => all.slice(0, count));
  const more = fc.tuple(whole, anything).map(([all, other]) => [...all, other]);
  return fc.record({
    method: fc.constant(method),
    args: fc.oneof(
      { weight: 12, arbitrary: whole },
      { weight: 2, arbitrary: cut },
      { weight: 1, arbitrary: more },
    ),
  });
}

/** Calls of a binding that meet the same few records: mostly right, and otherwise wrong in any way. */
export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: stepOf("put", key, value, putOptions) },
    { weight: 3, arbitrary: stepOf("get", keyOrKeys, getOptions) },
    { weight: 3, arbitrary: stepOf("getWithMetadata", keyOrKeys, getOptions) },
    { weight: 2, arbitrary: stepOf("delete", key) },
    { weight: 3, arbitrary: stepOf("list", listOptions) },
  ),
  { minLength: 1, maxLength: 40, size: "max" },
);
