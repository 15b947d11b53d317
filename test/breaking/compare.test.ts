import { describe, expect, test } from "vitest";
import { z } from "zod";
import { compileModel } from "../../schema/compile/model.ts";
import { collection, defineKv, gzip, param, sealed, ttl } from "../../schema/index.ts";
import type { Model } from "../../schema/model.ts";
import type { DefinitionProblem } from "../../schema/problem.ts";
import { compareModels } from "../../src/breaking/compare.ts";

/** Which pointers a collection takes depends on the names of its parameters and fields. */
type Options = Omit<Parameters<typeof collection>[0], "pointers"> & { readonly pointers?: unknown };

const USER = { key: "user:{id}", value: z.string(), ttl: ttl.fixed("1h") };

const PLACE = z.object({ city: z.string().max(20) });
/** Fields of one form, in the value itself and in objects of it. */
const NESTED = { value: PLACE.extend({ homeCity: PLACE.shape.city, home: PLACE, work: PLACE }) };

/** The model of one namespace with these collections. */
function modelOf(collections: Readonly<Record<string, Options>>, title = "cache") {
  const definitions = Object.fromEntries(
    Object.entries(collections).map(([name, options]) => [name, collection(options as never)]),
  );
  const problems: DefinitionProblem[] = [];
  const options = { namespaces: { CACHE: { title, collections: definitions } } };
  const model = compileModel(defineKv(options).options, problems);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return model;
}

/** What a change of the options of one collection breaks, by the names of the rules. */
function broken(before: Partial<Options>, after: Partial<Options>): readonly string[] {
  const model = (options: Partial<Options>) =>
    modelOf({ user: { ...USER, ...options } as Options });
  return compareModels(model(before), model(after)).map(({ rule }) =>
    rule.replace("breaking/", ""),
  );
}

const MAILED = { value: z.object({ mail: z.string().max(99), team: z.string().max(99) }) };
const BY_MAIL = { byMail: "mail:{mail}" };

const enumOf = (...values: [string, ...string[]]) => ({ id: z.enum(values) });

describe("a change of a collection", () => {
  const cases: readonly [
    what: string,
    before: Partial<Options>,
    after: Partial<Options>,
    rules?: string,
  ][] = [
    ["of nothing", {}, {}],
    ["of a description", {}, { description: "A user." }],
    ["of a cacheTtl", {}, { cacheTtl: "1m" }],
    ["of the key's prefix", {}, { key: "users:{id}" }, "key-changed"],
    ["that adds a segment", {}, { key: "user:{id}:{device}" }, "key-changed"],
    ["that removes a segment", { key: "user:{id}:{device}" }, {}, "key-changed"],
    ["that adds literal text", {}, { key: "user:{id}:name" }, "key-changed"],
    ["of a parameter's name", {}, { key: "user:{userId}" }, "renamed"],
    [
      "of the parameters' order",
      { key: "a:{b}:{c}", params: { b: z.int().min(0).max(9) } },
      { key: "a:{c}:{b}", params: { b: z.int().min(0).max(9) } },
      "key-changed",
    ],
    ["from a string to an integer", {}, { params: { id: z.int().min(0).max(9) } }, "key-changed"],
    ["from a UUID to a string", { params: { id: z.uuid() } }, {}],
    ["from a string to a UUID", {}, { params: { id: z.uuid() } }, "param-narrowed"],
    ["from an enum to a string", { params: enumOf("a") }, {}],
    ["from a string to an enum", {}, { params: enumOf("a") }, "param-narrowed"],
    ["that adds a member to a parameter", { params: enumOf("a") }, { params: enumOf("a", "b") }],
    [
      "that takes a member from a parameter",
      { params: enumOf("a", "b") },
      { params: enumOf("a") },
      "param-narrowed",
    ],
    [
      "that shortens a parameter",
      { params: { id: z.string().max(40) } },
      { params: { id: z.string().max(20) } },
      "param-narrowed",
    ],
    [
      "that lengthens a parameter",
      { params: { id: z.string().max(20) } },
      { params: { id: z.string().max(40) } },
    ],
    [
      "that gives an integer more digits",
      { params: { id: z.int().min(0).max(9) } },
      { params: { id: z.int().min(0).max(10) } },
      "key-changed",
    ],
    [
      "that takes the zeros from an integer",
      { params: { id: z.int().min(0).max(99) } },
      { params: { id: param.unpadded(z.int().min(0).max(99)) } },
      "key-changed",
    ],
    [
      "that gives an unpadded integer more digits, and a sign",
      { params: { id: param.unpadded(z.int().min(0).max(9)) } },
      { params: { id: param.unpadded(z.int().min(-10).max(10)) } },
    ],
    [
      "that narrows an unpadded integer",
      { params: { id: param.unpadded(z.int().min(0).max(99)) } },
      { params: { id: param.unpadded(z.int().min(0).max(98)) } },
      "param-narrowed",
    ],
    [
      "that widens an integer in its digits",
      { params: { id: z.int().min(0).max(8) } },
      { params: { id: z.int().min(0).max(9) } },
    ],
    [
      "that narrows an integer in its digits",
      { params: { id: z.int().min(0).max(9) } },
      { params: { id: z.int().min(0).max(8) } },
      "param-narrowed",
    ],
    [
      "that moves a signed integer's start",
      { params: { id: z.int().min(-5).max(5) } },
      { params: { id: z.int().min(-6).max(5) } },
      "key-changed",
    ],
    [
      "from a boolean to an enum",
      { params: { id: z.boolean() } },
      { params: enumOf("true", "false") },
      "key-changed",
    ],
    [
      "that narrows dates",
      { params: { id: z.date() } },
      { params: { id: z.date().min(new Date(0)) } },
      "param-narrowed",
    ],
    [
      "that widens dates",
      { params: { id: z.date().min(new Date(0)) } },
      { params: { id: z.date() } },
    ],
    [
      "that moves a codec's module",
      { params: { id: param.custom({ from: "./a.ts", name: "id", maxBytes: 9 }) } },
      { params: { id: param.custom({ from: "./b.ts", name: "id", maxBytes: 9 }) } },
    ],
    [
      "of a codec",
      { params: { id: param.custom({ from: "./a.ts", name: "id", maxBytes: 9 }) } },
      { params: { id: param.custom({ from: "./a.ts", name: "other", maxBytes: 9 }) } },
      "key-changed",
    ],
    [
      "that narrows the value",
      { value: z.string() },
      { value: z.string().max(3) },
      "value-narrowed",
    ],
    [
      "that makes a property required",
      { value: z.object({ a: z.string().optional() }) },
      { value: z.object({ a: z.string() }) },
      "value-narrowed",
    ],
    [
      "that adds an optional property",
      { value: z.object({}) },
      { value: z.object({ a: z.string().optional() }) },
    ],
    [
      "that adds one to a strict object",
      { value: z.strictObject({}) },
      { value: z.strictObject({ a: z.string().optional() }) },
      "value-widened",
    ],
    [
      "that adds a member to an enum",
      { value: z.enum(["a"]) },
      { value: z.enum(["a", "b"]) },
      "value-widened",
    ],
    [
      "that takes a member from an enum",
      { value: z.enum(["a", "b"]) },
      { value: z.enum(["a"]) },
      "value-narrowed",
    ],
    [
      "that makes a property optional",
      { value: z.object({ a: z.string() }) },
      { value: z.object({ a: z.string().optional() }) },
      "value-widened",
    ],
    ["of the value's type", { value: z.string() }, { value: z.number() }, "value-narrowed"],
    [
      "that narrows the value, with a repair",
      { value: z.string() },
      { value: z.number(), onInvalid: "missing" },
    ],
    [
      "that widens the value, where old code passes over it",
      { value: z.enum(["a"]), onInvalid: "missing" },
      { value: z.enum(["a", "b"]), onInvalid: "missing" },
    ],
    [
      "that narrows the value, with an upcast",
      {},
      { value: z.number(), version: 2, upcasts: { 1: { from: "./up.ts", name: "up" } } },
      "value-widened",
    ],
    ["that starts to tell the version", {}, { version: 1 }, "value-widened"],
    ["that starts to tell the version in the metadata", {}, { version: 1, versionIn: "metadata" }],
    [
      "that lowers the version",
      { version: 2, upcasts: { 1: { from: "./up.ts", name: "up" } } },
      { version: 1 },
      "value-narrowed",
    ],
    [
      "of where the version stands",
      { version: 1 },
      { version: 1, versionIn: "metadata" },
      "codec-changed",
    ],
    ["that no longer tells the version", { version: 1 }, {}, "codec-changed"],
    ["of the codec", { codec: "text" }, { codec: "json" }, "codec-changed"],
    [
      "of the codec to one that may take what is stored for its own, with a repair",
      { codec: "text" },
      { codec: "json", onInvalid: "missing" },
      "codec-changed",
    ],
    ["that begins to seal", {}, { codec: sealed("json", { secret: "K" }) }, "codec-changed"],
    [
      "that begins to seal, with a repair",
      {},
      { codec: sealed("json", { secret: "K" }), onInvalid: { from: "./up.ts", name: "up" } },
      "value-widened",
    ],
    [
      "that begins to compress, where both pass over what they do not know",
      { onInvalid: "missing" },
      { codec: gzip("json"), onInvalid: "missing" },
    ],
    [
      "of the secret, with a repair",
      { codec: sealed("json", { secret: "K" }) },
      { codec: sealed("json", { secret: "L" }), onInvalid: "missing" },
      "secret-renamed",
    ],
    [
      "that narrows metadata",
      { metadata: z.object({ a: z.string().max(9).optional() }) },
      { metadata: z.object({ a: z.string().max(9) }) },
      "metadata-narrowed",
    ],
    [
      "that widens metadata",
      { metadata: z.object({ a: z.string().max(9) }) },
      { metadata: z.object({ a: z.string().max(9).optional() }) },
      "metadata-widened",
    ],
    [
      "that widens metadata which old code takes for missing",
      { metadata: z.object({ a: z.string().max(9) }), onInvalid: "missing" },
      { metadata: z.object({ a: z.string().max(9).nullable() }), onInvalid: "missing" },
    ],
    [
      "that adds to metadata",
      { metadata: z.object({ a: z.string().max(9) }) },
      { metadata: z.object({ a: z.string().max(9), b: z.string().max(9).optional() }) },
    ],
    [
      "that lets metadata be missing",
      { metadata: z.object({ a: z.string().max(9) }) },
      { metadata: z.object({ a: z.string().max(9) }).optional() },
      "metadata-widened",
    ],
    [
      "that requires metadata",
      { metadata: z.object({ a: z.string().max(9) }).optional() },
      { metadata: z.object({ a: z.string().max(9) }) },
      "metadata-narrowed",
    ],
    [
      "that adds metadata",
      {},
      { metadata: z.object({ a: z.string().max(9) }) },
      "metadata-narrowed",
    ],
    [
      "that adds metadata that may be missing",
      {},
      { metadata: z.object({ a: z.string().max(9) }).optional() },
    ],
    [
      "that removes metadata",
      { metadata: z.object({ a: z.string().max(9) }) },
      {},
      "metadata-widened method-removed",
    ],
    [
      "that removes metadata that may be missing",
      { metadata: z.int().optional() },
      {},
      "method-removed",
    ],
    ["that lets records expire", { ttl: ttl.none("why") }, {}, "ttl-narrowed"],
    ["that keeps records", {}, { ttl: ttl.none("why") }, "method-removed"],
    [
      "that lets records expire where a put says so",
      { ttl: ttl.none("why") },
      { ttl: ttl.optional("why") },
    ],
    ["that keeps records of which no put says otherwise", {}, { ttl: ttl.optional("why") }],
    [
      "that lets all records expire",
      { ttl: ttl.optional("why") },
      { ttl: ttl.default("1h") },
      "ttl-narrowed",
    ],
    [
      "that keeps all records",
      { ttl: ttl.optional("why") },
      { ttl: ttl.none("why") },
      "ttl-narrowed method-removed",
    ],
    [
      "that gives an optional TTL another bound",
      { ttl: ttl.optional("why") },
      { ttl: ttl.optional("because", { max: "1d" }) },
      "ttl-narrowed",
    ],
    [
      "of the reason alone",
      { ttl: ttl.optional("why", { min: "1h" }) },
      { ttl: ttl.optional("because", { min: "1h" }) },
    ],
    [
      "that keeps records whose TTL was chosen",
      { ttl: ttl.default("1h") },
      { ttl: ttl.none("why") },
      "ttl-narrowed method-removed",
    ],
    [
      "from a strict object to one that leaves out what it does not know",
      { value: z.strictObject({ a: z.string() }) },
      { value: z.object({ a: z.string() }) },
    ],
    [
      "from an enum to the strings that a key must bound",
      { params: enumOf("web", "ios") },
      { params: { id: z.string().max(40) } },
    ],
    [
      "from a UUID to strings that are long enough",
      { params: { id: z.uuid() } },
      { params: { id: z.string().max(40) } },
    ],
    ["that shortens a fixed TTL", {}, { ttl: ttl.fixed("30m") }, "ttl-narrowed"],
    ["that lengthens a fixed TTL", {}, { ttl: ttl.fixed("2h") }],
    ["from a fixed TTL to a default", {}, { ttl: ttl.default("1h", { max: "2h" }) }],
    ["from a default TTL to a fixed one", { ttl: ttl.default("1h") }, {}, "ttl-narrowed"],
    [
      "that lowers the longest TTL",
      { ttl: ttl.default("1h", { max: "2h" }) },
      { ttl: ttl.default("1h", { max: "1h" }) },
      "ttl-narrowed",
    ],
    [
      "that raises the shortest TTL",
      { ttl: ttl.default("1h", { min: "1m" }) },
      { ttl: ttl.default("1h", { min: "2m" }) },
      "ttl-narrowed",
    ],
    [
      "that widens the bounds of a TTL",
      { ttl: ttl.default("1h", { min: "2m", max: "1h" }) },
      { ttl: ttl.default("1h", { min: "1m", max: "2h" }) },
    ],
    ["that asks for a TTL", { ttl: ttl.default("1h") }, { ttl: ttl.required() }, "ttl-narrowed"],
    ["that no longer asks for a TTL", { ttl: ttl.required() }, { ttl: ttl.default("1h") }],
    ["of no pointer", { ...MAILED, pointers: BY_MAIL }, { ...MAILED, pointers: BY_MAIL }],
    ["that adds a pointer", MAILED, { ...MAILED, pointers: BY_MAIL }, "pointer-added"],
    [
      "that adds a second pointer",
      { ...MAILED, pointers: BY_MAIL },
      { ...MAILED, pointers: { ...BY_MAIL, byTeam: "team:{team}:{id}" } },
      "pointer-added",
    ],
    ["that removes a pointer", { ...MAILED, pointers: BY_MAIL }, MAILED, "pointer-removed"],
    [
      "that removes one of two pointers",
      { ...MAILED, pointers: { ...BY_MAIL, byTeam: "team:{team}:{id}" } },
      { ...MAILED, pointers: BY_MAIL },
      "pointer-removed",
    ],
    [
      "of a pointer's name",
      { ...MAILED, pointers: BY_MAIL },
      { ...MAILED, pointers: { byAddress: "mail:{mail}" } },
      "renamed",
    ],
    [
      "of a pointer's keys",
      { ...MAILED, pointers: BY_MAIL },
      { ...MAILED, pointers: { byMail: "by-mail:{mail}" } },
      "key-changed",
    ],
    [
      "of what a pointer is made of",
      { ...MAILED, pointers: { byOne: "by:{mail}" } },
      { ...MAILED, pointers: { byOne: "by:{team}" } },
      "key-changed",
    ],
    [
      "of the object that a pointer's field is in",
      { ...NESTED, pointers: { byOne: "by:{home.city}" } },
      { ...NESTED, pointers: { byOne: "by:{work.city}" } },
      "key-changed",
    ],
    [
      "of a pointer's field to one of an object",
      { ...NESTED, pointers: { byOne: "by:{homeCity}" } },
      { ...NESTED, pointers: { byOne: "by:{home.city}" } },
      "key-changed",
    ],
    [
      "of a pointer's name that is made of an object's field",
      { ...NESTED, pointers: { byCity: "by:{home.city}" } },
      { ...NESTED, pointers: { byHome: "by:{home.city}" } },
      "renamed",
    ],
    [
      "of a parameter's name that a pointer has as well",
      { ...MAILED, pointers: { byTeam: "team:{team}:{id}" } },
      { ...MAILED, key: "user:{userId}", pointers: { byTeam: "team:{team}:{userId}" } },
      "renamed",
    ],
    [
      "that rejects a taken pointer",
      { ...MAILED, pointers: { byMail: { key: "mail:{mail}", onTaken: "replace" } } },
      { ...MAILED, pointers: BY_MAIL },
      "pointer-taken",
    ],
    [
      "that replaces a pointer that is taken",
      { ...MAILED, pointers: BY_MAIL },
      { ...MAILED, pointers: { byMail: { key: "mail:{mail}", onTaken: "replace" } } },
    ],
    ["that adds a cache", {}, { cache: { stale: "1h" } }],
    ["that adds a cache of what is missing", {}, { cache: { negative: "5m" } }, "cache-added"],
    [
      "that adds one to what passes over invalid values",
      { onInvalid: "missing" },
      { onInvalid: "missing", cache: { negative: "5m" } },
    ],
    ["that lets a cache keep what is missing", { cache: {} }, { cache: { negative: "5m" } }],
    ["that lets a cache keep it no more", { cache: { negative: "5m" } }, { cache: {} }],
    [
      "of how long a cache keeps things",
      { cache: { negative: "5m", stale: "1h", jitter: 0.1 } },
      { cache: { negative: "1m", stale: "2h" } },
    ],
    ["that removes a cache", { cache: { stale: "1h" } }, {}, "repair-removed method-removed"],
    ["of the type of a cached value", { cache: {} }, { cache: {}, value: z.int() }],
    [
      "that removes a cache of what is missing",
      { cache: { negative: "5m" } },
      {},
      "cache-removed repair-removed method-removed",
    ],
    [
      "that removes one and passes over invalid values",
      { cache: { negative: "5m" } },
      { onInvalid: "missing" },
      "method-removed",
    ],
  ];
  test.each(cases)("%s", (_, before, after, rules) => {
    expect(broken(before, after)).toEqual(rules?.split(" ") ?? []);
  });
});

describe("a parameter whose text changes", () => {
  const messages = (before: Partial<Options>, after: Partial<Options>) => {
    const model = (options: Partial<Options>) =>
      modelOf({ user: { ...USER, ...options } as Options });
    return compareModels(model(before), model(after)).map(({ message }) => message);
  };

  test("is named, because the template is the same", () => {
    const digits = (max: number) => ({ params: { id: z.int().min(0).max(max) } });
    expect(messages(digits(9), digits(10))).toEqual([
      "`{id}` of `user:{id}` is written differently: this breaks stored data",
    ]);
    expect(messages({}, { key: "users:{id}" })).toEqual([
      "keys were `user:{id}`: this breaks stored data",
    ]);
  });

  test("is named in a pointer as well", () => {
    const pointed = (max: number) => ({
      value: z.object({ rank: z.int().min(0).max(max) }),
      pointers: { byRank: "rank:{rank}:{id}" },
    });
    expect(messages(pointed(9), pointed(10))).toContain(
      "`{rank}` of the pointer `byRank` is written differently: this breaks stored data",
    );
  });
});

describe("a change of a namespace", () => {
  test("that adds a collection is safe", () => {
    expect(
      compareModels(
        modelOf({ user: USER }),
        modelOf({ user: USER, cart: { ...USER, key: "cart:{id}" } }),
      ),
    ).toEqual([]);
  });

  test("that removes a collection or the namespace says what is missing and what to do", () => {
    const both = modelOf({ user: USER, cart: { ...USER, key: "cart:{id}" } });
    expect(compareModels(both, modelOf({ user: USER }))).toEqual([
      {
        rule: "breaking/collection-removed",
        severity: "error",
        path: ["namespaces", "CACHE", "collections"],
        message: "the collection `cart` (`cart:{id}`) is gone: this breaks stored data",
        help: "Keep it until its records have expired or are deleted: `deleteAll` removes them.",
      },
    ]);
    const none = { ...both, namespaces: [] };
    expect(compareModels(both, none).map(({ rule }) => rule)).toEqual([
      "breaking/namespace-removed",
    ]);
    expect(compareModels(none, both)).toEqual([]);
  });

  test("that renames a collection compares it by its keys", () => {
    const renamed = modelOf({ person: { ...USER, value: z.number() } });
    expect(
      compareModels(modelOf({ user: USER }), renamed).map(({ rule, path }) => [rule, ...path]),
    ).toEqual([
      ["breaking/value-narrowed", "namespaces", "CACHE", "collections", "person", "value"],
      ["breaking/renamed", "namespaces", "CACHE", "collections", "person"],
    ]);
  });

  test("of its jurisdiction is an error: another namespace takes its place", () => {
    const plain = modelOf({ user: USER });
    const within = (jurisdiction: "eu" | "us") => ({
      ...plain,
      namespaces: plain.namespaces.map((namespace) => ({ ...namespace, jurisdiction })),
    });
    const pairs = [
      [plain, within("eu")],
      [within("eu"), within("us")],
      [within("eu"), plain],
    ] as const;
    for (const [before, after] of pairs) {
      expect(compareModels(before, after)).toMatchObject([
        { rule: "breaking/jurisdiction-changed", severity: "error" },
      ]);
    }
    expect(compareModels(within("eu"), within("eu"))).toEqual([]);
  });

  test("that states a former name of it or a collection is compared by that name", () => {
    const old = modelOf({ user: USER });
    const [namespace] = old.namespaces;
    const moved = { ...old, namespaces: [{ ...namespace, binding: "KV", renamedFrom: ["CACHE"] }] };
    expect(compareModels(old, moved as Model).map(({ message }) => message)).toEqual([
      "the binding `CACHE` is now called `KV`: this breaks callers",
    ]);
    const person = { ...USER, key: "person:{id}", renamedFrom: "user" };
    expect(compareModels(old, modelOf({ person })).map(({ rule }) => rule)).toEqual([
      "breaking/key-changed",
      "breaking/renamed",
    ]);
  });

  test("of its title is a warning", () => {
    const found = compareModels(modelOf({ user: USER }), modelOf({ user: USER }, "other"));
    expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([
      ["breaking/title-changed", "warning"],
    ]);
  });
});

test("a finding names the part, the reason and what to do", () => {
  const model = (value: z.ZodType) => modelOf({ user: { ...USER, value } });
  const [problem] = compareModels(
    model(z.object({ address: z.object({ zip: z.string() }) })),
    model(z.object({ address: z.object({ zip: z.string(), city: z.string() }) })),
  );
  expect(problem).toMatchObject({
    message:
      "stored values of `user` may be rejected: `address.city` is required: this breaks stored data",
    help: "Make it `.optional()`, or give it a `.default()`. Or raise the `version` to 2, with an upcast from 1.",
  });
});

test("a finding has a reason for each property of the value", () => {
  const model = (value: z.ZodType) => modelOf({ user: { ...USER, value } });
  const [problem, ...others] = compareModels(
    model(z.object({ id: z.string().optional(), name: z.string(), size: z.int() })),
    model(z.strictObject({ id: z.string(), name: z.string().max(9), age: z.int() })),
  );
  expect(others).toEqual([]);
  expect(problem?.message).toMatchInlineSnapshot(
    `"stored values of \`user\` may be rejected: \`id\` is required; \`name\` accepts at most 9 characters; \`age\` is required; \`size\` is an unknown property; a value accepts no other properties: this breaks stored data"`,
  );
  expect(problem?.help).toMatchInlineSnapshot(
    `"Make it \`.optional()\`, or give it a \`.default()\`. Accept the old form as well, with a union or a wider type. Or raise the \`version\` to 2, with an upcast from 1."`,
  );
  const many = (type: z.ZodType) =>
    model(z.object(Object.fromEntries([..."abcdefg"].map((name) => [name, type]))));
  const [all] = compareModels(many(z.string()), many(z.int()));
  expect(all?.message).toContain("`e` has another type; and 2 more: this breaks");
});
