import fc from "fast-check";

/** A call of an accessor, or of the binding itself where somebody plants something. */
export interface RandomCall {
  /** `CACHE.session.put`. */
  readonly method: string;
  readonly args: readonly unknown[];
}

/** In a page's options, the cursor that the last page of the same collection gave. */
export const LAST_CURSOR = "the last cursor";

/** What a collection's calls are made of; the parts of each are mostly good. */
interface Parts {
  readonly params: fc.Arbitrary<unknown>;
  /** What a list goes by. */
  readonly leading: fc.Arbitrary<unknown>;
  readonly value: fc.Arbitrary<unknown>;
  /** What an update puts over a value. */
  readonly fields: fc.Arbitrary<unknown>;
  readonly options: fc.Arbitrary<unknown>;
  /** What else the collection has, by the name behind its own: `byEmail.get`. */
  readonly others?: Readonly<Record<string, readonly fc.Arbitrary<unknown>[]>>;
  /** A stored record that others may have written. */
  readonly planted: fc.Arbitrary<readonly [key: string, value: string, options?: unknown]>;
}

const USER = "0190a0b0-1111-4222-8333-444455556666";
const OTHER_USER = "0198e0b5-7d9a-7c3e-8f3a-3f9d3a1c2b4d";
const SEEN_AT = "2026-11-24T12:00:00Z";

function mostly(good: fc.Arbitrary<unknown>, ...bad: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 6, arbitrary: good },
    { weight: 1, arbitrary: fc.constantFrom(...bad) },
  );
}

const setting = mostly(fc.constantFrom("a", "b", "a:b", "é", "__proto__"), "", 5, "x".repeat(600));
const number = mostly(fc.constantFrom(1, 7, 42, 100, 142, 999), 1_000, -1, 1.5, "7");
const bound = fc.record({ from: number, to: number }, { requiredKeys: [] });
const by = mostly(fc.constantFrom(undefined, { by: "ann" }), { by: 5 }, { by: "x".repeat(21) });

const email = mostly(fc.constantFrom("a@example.com", "A@example.COM", "b@example.com"), "", 5);
const rankRange = fc.record({ from: fc.constantFrom(1, 7), to: mostly(fc.constant(50), 100) });
const getOptions = mostly(fc.constantFrom(undefined, {}, { cacheTtl: "1m" }), { cacheTtl: 29 });

const loader = fc.oneof(
  fc.record({ gives: mostly(fc.record({ n: fc.integer() }), null, undefined, { n: "1" }) }),
  fc.constant({ fails: "broken on purpose" }),
);
const loadOptions = fc.record(
  { context: fc.boolean(), ttl: mostly(fc.constantFrom("1h", 600, undefined), "2d", 59) },
  { requiredKeys: [] },
);
const STALE = { metadata: { freshUntil: 1 } };

const file = mostly(fc.constantFrom("index.html", "a.js", "404.html", "docs/index.html"), "", "é");
const asked = fc.record(
  {
    path: mostly(
      fc.constantFrom("/", "/a.js", "/docs", "/docs/", "/docs/?a=b", "/%61.js", "/none"),
      "/%ff",
      `/${"x".repeat(600)}`,
    ),
    method: mostly(fc.constantFrom("GET", "GET", "HEAD"), "POST"),
    headers: fc.record(
      {
        "accept-encoding": fc.constantFrom("br", "gzip", "*", "identity", "identity;q=0"),
        "if-none-match": fc.constantFrom('"one"', 'W/"one"', '"one-br"', '"two"', "*"),
        range: fc.constantFrom("bytes=2-4", "bytes=-3", "bytes=8-", "bytes=99-", "lines=1-2"),
        "if-range": fc.constantFrom('"one"', '"two"'),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ["path"] },
);
const FILE = { contentType: "text/plain", etag: '"one"', size: 10 };
const FORMS = { encodings: { br: 4, gzip: 6 } };

const PARTS: Readonly<Record<string, Parts>> = {
  "CACHE.session": {
    params: fc.record({
      userId: mostly(fc.constantFrom(USER, OTHER_USER), "1"),
      device: mostly(fc.constantFrom("web", "ios"), "tv"),
    }),
    leading: fc.record(
      { userId: mostly(fc.constant(USER), "1"), device: fc.constant("web") },
      { requiredKeys: [] },
    ),
    value: mostly(
      fc.record({ cart: fc.array(fc.string(), { maxLength: 3 }), seenAt: fc.constant(SEEN_AT) }),
      { cart: [5], seenAt: SEEN_AT },
      undefined,
    ),
    fields: mostly(fc.constant({ theme: "dark" }), { cart: null }),
    options: fc.record(
      {
        metadata: mostly(fc.constant({ ip: "10.0.0.1" }), { ip: "ten" }, null),
        ttl: mostly(fc.constantFrom("1h", 600, "7d"), "1m", 600.5, "8d", new Date(0)),
      },
      { requiredKeys: ["metadata"] },
    ),
    planted: fc.constantFrom(
      [`session:${USER}:web`, "<html>", { metadata: { ip: "10.0.0.1" }, expirationTtl: 600 }],
      [`session:${USER}:ios`, JSON.stringify({ cart: [], seenAt: SEEN_AT })],
      [`session:${USER}:tv`, "{}"],
    ),
  },
  "CACHE.setting": {
    params: fc.record({ user: setting, setting }),
    leading: fc.record({ user: setting, setting }, { requiredKeys: [] }),
    value: mostly(fc.jsonValue({ maxDepth: 2 }), undefined, 1n),
    fields: fc.constant({ more: true }),
    options: mostly(fc.constant({}), { ttl: "1h" }),
    planted: fc.constantFrom(["user:a:b", ""], ["user:a", "1"], ["user:a:%41", "1"]),
  },
  "CACHE.quote": {
    params: fc.record({ id: mostly(fc.constantFrom("a", "b"), "") }),
    leading: fc.constant({}),
    value: mostly(fc.record({ n: fc.integer() }), { n: "1" }),
    fields: mostly(fc.constant({ by: "ann" }), { by: 5 }),
    options: fc.record({ ttl: mostly(fc.constant("1h"), "2d") }, { requiredKeys: [] }),
    others: {
      getOrLoad: [fc.record({ id: fc.constantFrom("a", "b", "") }), loader, loadOptions],
    },
    planted: fc.constantFrom<[string, string, unknown?]>(
      ["cache:quote:a", '{"n":0}', STALE],
      ["cache:quote:a", "", STALE],
      ["cache:quote:b", ""],
      ["cache:quote:b", "<html>"],
    ),
  },
  "CACHE.page": {
    params: fc.record({ path: file }),
    leading: fc.constant({}),
    value: mostly(fc.constant(new TextEncoder().encode("0123456789")), "text"),
    fields: fc.constant({}),
    options: fc.record({
      metadata: mostly(fc.constantFrom(FILE, { ...FILE, ...FORMS }), { ...FILE, etag: "one" }),
    }),
    others: { serve: [asked] },
    planted: fc.constantFrom<[string, string, unknown?]>(
      ["site:a.js%br", "0123", { metadata: { ...FILE, etag: '"one-br"', size: 4 } }],
      ["site:a.js%gzip", "012345", { metadata: { ...FILE, etag: '"one-gzip"', size: 6 } }],
      ["site:a.js%br", "new", { metadata: { ...FILE, etag: '"two-br"', size: 3 } }],
      ["site:a.js", "short", { metadata: FILE }],
      ["site:index.html", "none"],
      ["site:index.html", "0123456789", { metadata: { ...FILE, contentType: "a\nb" } }],
    ),
  },
  "CACHE.member": {
    params: fc.record({ id: mostly(fc.constantFrom("a", "b", "c"), "", "x".repeat(600)) }),
    leading: fc.constant({}),
    value: mostly(
      fc.record(
        {
          email: fc.constantFrom("a@example.com", "A@Example.com", "b@example.com"),
          team: fc.constantFrom("red", "blue:1"),
          rank: fc.constantFrom(1, 42),
        },
        { requiredKeys: ["email", "rank"] },
      ),
      { email: "a@example.com", team: "", rank: 1 },
      { email: "nobody", rank: 1 },
    ),
    fields: mostly(
      fc.constantFrom({ team: "blue:1" }, { email: "c@example.com" }, { rank: 7 }),
      { team: "" },
      { rank: 100 },
    ),
    options: fc.record({ ttl: mostly(fc.constantFrom("2h", 600), "8d") }, { requiredKeys: [] }),
    others: {
      "byEmail.get": [fc.record({ email }), getOptions],
      "byEmail.find": [fc.record({ email })],
      "byEmail.list": [fc.constant({})],
      "byTeam.list": [fc.record({ team: fc.constantFrom("red", "blue:1") }, { requiredKeys: [] })],
      "byTeam.key": [fc.record({ team: mostly(fc.constant("red"), ""), id: fc.constant("a") })],
      "byRank.list": [fc.oneof(fc.constant({}), fc.record({ rank: rankRange }))],
      repairPointers: [
        fc.record(
          {
            dryRun: fc.boolean(),
            limit: mostly(fc.constantFrom(1, 100), 0),
            cursor: mostly(fc.constantFrom(":", "byEmail:", "byRank:"), "x"),
          },
          { requiredKeys: [] },
        ),
      ],
    },
    planted: fc.constantFrom(
      ["member:a", '{"email":"b@example.com","rank":1}'],
      ["member:b", "<html>"],
      ["member-email:a@example.com", "member:c"],
      ["member-email:b@example.com", "nothing"],
      ["member-rank:42", "member:a"],
    ),
  },
  "CACHE.label": {
    params: fc.record({ id: setting }),
    leading: fc.constant({}),
    value: mostly(fc.string(), 5),
    fields: fc.constant({}),
    options: fc.record({ metadata: mostly(fc.string(), undefined, "x".repeat(1_023)) }),
    planted: fc.constantFrom(["label:a", '"x"'], ["label:b", '"x"', { metadata: 5 }]),
  },
  "RECORDS.note": {
    params: fc.record({ author: mostly(fc.constantFrom("ann", "bob", "🙂🙂"), "x", null) }),
    leading: mostly(fc.constant({}), { author: "ann" }),
    value: mostly(fc.constantFrom("", "text", "\ufeffmark", "🙂"), "a\ud800"),
    fields: fc.constant({}),
    options: fc.record({ ttl: mostly(fc.constantFrom("2m", "1d", 3_600), undefined, 59, "2d") }),
    planted: fc.constantFrom(["note:ann", "planted"], ["note:x", "too short"]),
  },
  "CODECS.blob": {
    params: fc.record({ id: setting }),
    leading: fc.constant({}),
    value: mostly(fc.uint8Array({ maxLength: 9 }), "text", [1], undefined),
    fields: fc.constant({}),
    options: fc.constant({}),
    planted: fc.constantFrom(["blob:a", "text"], ["blob:b", "", { metadata: 5 }]),
  },
  "CODECS.report": {
    params: fc.record({ id: setting }),
    leading: fc.constant({}),
    value: mostly(fc.record({ rows: fc.array(fc.string(), { maxLength: 9 }) }), { rows: 5 }),
    fields: mostly(fc.constant({ note: "a note" }), { rows: null }),
    options: fc.record({ metadata: by }),
    planted: fc.constantFrom(["report:a", '{"rows":[]}'], ["report:b", ""]),
  },
  "CODECS.secretNote": {
    params: fc.record({ id: setting }),
    leading: fc.constant({}),
    value: mostly(fc.constantFrom("", "text", "\ufeffmark", "🙂"), 5, "a\ud800"),
    fields: fc.constant({}),
    options: fc.record({ metadata: by }, { requiredKeys: [] }),
    planted: fc.constantFrom(["secret-note:a", "text"], ["secret-note:b", "\u0001\u0002k2"]),
  },
  "CODECS.vault": {
    params: fc.record({ id: setting }),
    leading: fc.constant({}),
    value: mostly(fc.record({ n: fc.integer() }), { n: "1" }),
    fields: mostly(fc.constant({ n: 3 }), { n: 0.5 }),
    options: fc.constant({}),
    planted: fc.constantFrom(["vault:a", '{"n":1}'], ["vault:b", ""]),
  },
  "VERSIONS.user": {
    params: fc.record({ id: setting }),
    leading: fc.constant({}),
    value: mostly(fc.record({ first: fc.string(), age: fc.integer() }), { first: "a" }, "Ann"),
    fields: mostly(fc.constant({ age: 3 }), { age: 0.5 }),
    options: fc.record({ metadata: by }, { requiredKeys: [] }),
    planted: fc.constantFrom<[string, string, unknown?]>(
      ["user:a", '"Ann Lee"'],
      ["user:b", '{"$version":2,"$value":{"first":"Ann"}}', { metadata: { by: "ann" } }],
      ["user:b", '{"$version":4,"$value":{}}'],
    ),
  },
  "VERSIONS.motto": {
    params: fc.record({ id: setting }),
    leading: fc.constant({}),
    value: mostly(fc.constantFrom("", "text", "🙂"), 5),
    fields: fc.constant({}),
    options: fc.record({
      metadata: mostly(
        fc.constantFrom({ by: "ann" }, { by: "x".repeat(1_024 - 23) }),
        { by: 5 },
        undefined,
        { by: "x".repeat(1_024 - 22) },
      ),
    }),
    planted: fc.constantFrom<[string, string, unknown?]>(
      ["motto:a", "old", { metadata: { by: "ann" } }],
      ["motto:b", "new", { metadata: { by: "ann", $version: 3 } }],
      ["motto:b", "none"],
    ),
  },
  "NUMBERS.any": {
    params: fc.record({ id: number }),
    leading: fc.oneof(fc.constant({}), fc.record({ id: bound })),
    value: mostly(fc.record({ n: fc.integer() }), { n: "1" }),
    fields: mostly(fc.constant({ n: 3 }), { n: 0.5 }),
    options: fc.record({ metadata: by }),
    planted: fc.constantFrom(["142", "[]"], ["007", '{"n":1}', { metadata: { by: 1 } }], ["7", ""]),
  },
};

const pageOptions = fc.record({
  limit: mostly(fc.constantFrom(1, 2, undefined), 0, 1_001, 1.5),
  cursor: fc.constantFrom(undefined, LAST_CURSOR),
});
const few = { maxLength: 5 };

/**
 * Calls of one collection each, by its name, so that they meet the same few records. They end with one
 * of each method that it has of its own.
 */
export const randomCalls: readonly (readonly [string, fc.Arbitrary<readonly RandomCall[]>])[] =
  Object.entries(PARTS).map(([collection, parts]) => {
    const any = fc.array(anyCallOf(collection, parts), {
      minLength: 10,
      maxLength: 40,
      size: "max",
    });
    const own = fc.tuple(...ownCallsOf(collection, parts));
    return [collection, fc.tuple(any, own).map(([calls, last]) => [...calls, ...last])];
  });

function callOf(
  collection: string,
  method: string,
  ...args: readonly fc.Arbitrary<unknown>[]
): fc.Arbitrary<RandomCall> {
  return fc.record({ method: fc.constant(`${collection}.${method}`), args: fc.tuple(...args) });
}

function ownCallsOf(collection: string, { others = {} }: Parts) {
  return Object.entries(others).map(([method, args]) => callOf(collection, method, ...args));
}

function anyCallOf(collection: string, parts: Parts): fc.Arbitrary<RandomCall> {
  const { params, leading, value, fields, options, planted } = parts;
  const call = (method: string, ...args: readonly fc.Arbitrary<unknown>[]) =>
    callOf(collection, method, ...args);
  const change = fields.map((over) => ({ over }));
  const record = fc
    .tuple(params, value, options)
    .map(([params, value, options]) => ({ params, value, ...(options as object) }));
  const others = [
    call("get", params, getOptions),
    call("getWithMetadata", params, getOptions),
    call("has", params),
    call("getMany", fc.array(params, few), getOptions),
    call("getManyWithMetadata", fc.array(params, few)),
    call("putMany", fc.array(record, { maxLength: 2 })),
    call("update", params, change, options),
    call("touch", params, mostly(fc.constant({}), { ttl: "1h" })),
    call("delete", params),
    call("list", leading),
    call("keys", leading),
    call("entries", leading, getOptions),
    call("first", leading),
    call("count", leading),
    call("deleteAll", leading),
    planted.map((args) => ({ method: `${collection.split(".")[0]}.put`, args })),
  ];
  return fc.oneof(
    { weight: 6, arbitrary: call("put", params, value, options) },
    { weight: 4, arbitrary: call("page", leading, pageOptions) },
    ...others.map((arbitrary) => ({ weight: 1, arbitrary })),
    ...ownCallsOf(collection, parts).map((arbitrary) => ({ weight: 2, arbitrary })),
  );
}
