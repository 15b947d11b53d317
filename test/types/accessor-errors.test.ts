import { describe, expect, test } from "vitest";
import { openEditor } from "./editor.ts";

const editor = openEditor();

const PARAMS = '{ userId: "1", device: "web" }';
const CART = '{ cart: ["tea"], seenAt: "2026-11-24T12:00:00Z" }';

test("correct calls have no error", () => {
  const code = `
await kv.CACHE.session.get(${PARAMS}, { cacheTtl: "5m" });
await kv.CACHE.session.put(${PARAMS}, ${CART}, { metadata: { ip: "10.0.0.1" }, ttl: "2h" });
await kv.CACHE.session.touch(${PARAMS}, { ttl: new Date() });
for await (const { params, metadata } of kv.CACHE.session.list({ userId: "1" })) {
  params.device.concat(metadata.ip);
}
await kv.CACHE.flag.put({ name: "a" }, { enabled: true, rollout: 1 });
await kv.ORDERS.category.touch({ slug: "a" });
await kv.ORDERS.note.put({ author: "ann" }, "text", { ttl: 300 });
(await kv.CACHE.flag.get({ name: "a" })).enabled;`;
  expect(editor.errorsIn(code)).toEqual([]);
});

describe("a wrong parameter is an error at the parameter:", () => {
  test.each([
    [
      "a name that the key does not have",
      'kv.CACHE.session.get({ userId: "1", devise: "web" })',
      "devise",
      "Object literal may only specify known properties, but 'devise' does not exist in type 'SessionParams'. Did you mean to write 'device'?",
    ],
    [
      "a value that is not allowed",
      'kv.CACHE.session.get({ userId: "1", device: "tv" })',
      "device",
      `Type '"tv"' is not assignable to type '"web" | "ios"'.`,
    ],
    [
      "another type, in one of many",
      'kv.CACHE.session.getMany([{ userId: 1, device: "web" }])',
      "userId",
      "Type 'number' is not assignable to type 'string'.",
    ],
    [
      "one that is left out",
      'kv.CACHE.session.delete({ userId: "1" })',
      '{ userId: "1" }',
      "Argument of type '{ userId: string; }' is not assignable to parameter of type 'SessionParams'.\n  Property 'device' is missing in type '{ userId: string; }' but required in type 'SessionParams'.",
    ],
    [
      "a key in their place",
      'kv.CACHE.session.get("session:1:web")',
      '"session:1:web"',
      "Argument of type 'string' is not assignable to parameter of type 'SessionParams'.",
    ],
  ])("%s", (_, code, at, message) => {
    expect(editor.errorsIn(code)).toMatchObject([{ at, message }]);
  });
});

describe("a wrong put is an error at the argument:", () => {
  test.each([
    [
      "a value of another type",
      `kv.CACHE.session.put(${PARAMS}, { cart: [5], seenAt: "" }, { metadata: { ip: "" } })`,
      "5",
      "Type 'number' is not assignable to type 'string'.",
    ],
    [
      "a value without a field",
      `kv.CACHE.session.put(${PARAMS}, { cart: [] }, { metadata: { ip: "" } })`,
      "{ cart: [] }",
      "Argument of type '{ cart: never[]; }' is not assignable to parameter of type 'Session'.\n  Property 'seenAt' is missing in type '{ cart: never[]; }' but required in type 'Session'.",
    ],
    [
      "null for a value",
      'kv.CACHE.flag.put({ name: "a" }, null)',
      "null",
      "Argument of type 'null' is not assignable to parameter of type 'Flag'.",
    ],
    [
      "an update to a value of another type",
      'kv.CACHE.flag.update({ name: "a" }, (flag) => ({ ...flag, rollout: "5" }))',
      "rollout",
      "Type 'string' is not assignable to type 'number'.",
    ],
    [
      "no metadata among the options",
      `kv.CACHE.session.put(${PARAMS}, ${CART}, { ttl: "1h" })`,
      '{ ttl: "1h" }',
      "Argument of type '{ ttl: \"1h\"; }' is not assignable to parameter of type '{ metadata: SessionMetadata; ttl?: \"1h\"; }'.\n  Property 'metadata' is missing in type '{ ttl: \"1h\"; }' but required in type '{ metadata: SessionMetadata; ttl?: \"1h\"; }'.",
    ],
    [
      "metadata of another type",
      `kv.CACHE.session.put(${PARAMS}, ${CART}, { metadata: { ip: 5 } })`,
      "ip",
      "Type 'number' is not assignable to type 'string'.",
    ],
    [
      "metadata where the collection has none",
      'kv.CACHE.flag.put({ name: "a" }, { enabled: true, rollout: 1 }, { metadata: 1 })',
      "{ metadata: 1 }",
      "Expected 2 arguments, but got 3.",
    ],
    [
      "KV's own option in place of `ttl`",
      `kv.CACHE.session.put(${PARAMS}, ${CART}, { metadata: { ip: "" }, expirationTtl: 60 })`,
      "expirationTtl",
      "Object literal may only specify known properties, and 'expirationTtl' does not exist in type '{ metadata: SessionMetadata; ttl?: Ttl; }'.",
    ],
  ])("%s", (_, code, at, message) => {
    expect(editor.errorsIn(code)).toMatchObject([{ at, message }]);
  });

  test.each([
    ["metadata that is left out", `kv.CACHE.session.put(${PARAMS}, ${CART})`],
    ["a required `ttl` that is left out", 'kv.ORDERS.note.put({ author: "ann" }, "text")'],
  ])("%s, at the method if there is no argument to show it at", (_, code) => {
    expect(editor.errorsIn(code)).toEqual([
      {
        at: "put",
        message: "Expected 3 arguments, but got 2.",
        hints: ["An argument for 'options' was not provided."],
      },
    ]);
  });
});

describe("a TTL that the policy does not accept is an error:", () => {
  test.each([
    [
      "a `ttl` where it is fixed",
      'kv.ORDERS.category.put({ slug: "a" }, { name: "a", children: [] }, { ttl: "1h" })',
      '{ ttl: "1h" }',
      "Expected 2 arguments, but got 3.",
    ],
    [
      "a `ttl` for a touch where it is fixed",
      'kv.ORDERS.category.touch({ slug: "a" }, { ttl: "1h" })',
      '{ ttl: "1h" }',
      "Expected 1 arguments, but got 2.",
    ],
    [
      "none where it is required",
      'kv.ORDERS.note.put({ author: "ann" }, "text", {})',
      "{}",
      "Argument of type '{}' is not assignable to parameter of type '{ ttl: Ttl; }'.\n  Property 'ttl' is missing in type '{}' but required in type '{ ttl: Ttl; }'.",
    ],
    [
      "no duration",
      'kv.ORDERS.note.put({ author: "ann" }, "text", { ttl: "1 hour" })',
      "ttl",
      `Type '"1 hour"' is not assignable to type 'Ttl'.`,
    ],
    [
      "a touch where records never expire",
      'kv.CACHE.flag.touch({ name: "a" })',
      "touch",
      "Property 'touch' does not exist on type 'FlagCollection'.",
    ],
  ])("%s", (_, code, at, message) => {
    expect(editor.errorsIn(code)).toMatchObject([{ at, message }]);
  });
});

describe("a TTL outside the policy's bounds is an error at the TTL that names the bounds:", () => {
  test.each([
    ["a put, too long", `CACHE.session.put(${PARAMS}, ${CART}, { metadata, ttl: "8d" })`, '"8d"'],
    ["a put, too short", `CACHE.session.put(${PARAMS}, ${CART}, { metadata, ttl: 30 })`, "number"],
    ["a unit that is too long", `CACHE.session.touch(${PARAMS}, { ttl: "2w" })`, '"2w"'],
    ["no time at all", `CACHE.session.touch(${PARAMS}, { ttl: "0d" })`, '"0d"'],
    ["an update", `CACHE.session.update(${PARAMS}, (old) => old, { ttl: "10s" })`, '"10s"'],
  ])("%s", (_, call, type) => {
    const message = `Type '${type}' is not assignable to type '"a TTL of 1 minute to 7 days"'.`;
    const code = `declare const metadata: { ip: string };\nkv.${call}`;
    expect(editor.errorsIn(code)).toMatchObject([{ at: "ttl", message }]);
  });

  test("one of two", () => {
    const code = `kv.CACHE.session.touch(${PARAMS}, { ttl: Math.random() > 0.5 ? "2h" : "8d" })`;
    const [error, ...others] = editor.errorsIn(code);
    expect(others).toEqual([]);
    expect(error).toMatchObject({ at: "ttl" });
    expect(error?.message).toContain('"a TTL of 1 minute to 7 days"');
  });

  test("a value only known at run time is not an error", () => {
    const code = `
declare const ttl: import("keyloom/runtime").Ttl;
declare const seconds: number;
declare const branded: number & { readonly unit: "seconds" };
declare const hours: \`\${number}h\`;
const options = { ttl: "2h" } as const;
await kv.CACHE.session.touch(${PARAMS}, { ttl });
await kv.CACHE.session.touch(${PARAMS}, { ttl: seconds * 2 });
await kv.CACHE.session.touch(${PARAMS}, { ttl: branded });
await kv.CACHE.session.touch(${PARAMS}, { ttl: hours });
await kv.CACHE.session.touch(${PARAMS}, { ttl: \`\${seconds}s\` });
await kv.CACHE.session.touch(${PARAMS}, { ttl: seconds > 60 ? seconds : "1h" });
await kv.CACHE.session.touch(${PARAMS}, seconds > 60 ? { ttl: seconds } : {});
await kv.CACHE.session.touch(${PARAMS}, options);
await kv.ORDERS.note.putMany([
  { params: { author: "ann" }, value: "", ttl: "1h" },
  { params: { author: "bob" }, value: "", ttl: 300 },
]);`;
    expect(editor.errorsIn(code)).toEqual([]);
  });
});

describe("a list by parameters that KV cannot search by is an error at the parameter:", () => {
  test.each([
    [
      "a range of a parameter without order",
      'kv.CACHE.session.list({ userId: { from: "a" } })',
      "userId",
      "Type '{ from: string; }' is not assignable to type 'string'.",
    ],
    [
      "a parameter that does not lead",
      'kv.CACHE.session.list({ device: "web" })',
      "device",
      "Type 'string' is not assignable to type 'NotALeadingParameter'.",
    ],
    [
      "all parameters, which make one key",
      `kv.CACHE.session.list(${PARAMS})`,
      "device",
      "Type 'string' is not assignable to type 'NotALeadingParameter'.",
    ],
    [
      "a bound of another type",
      'kv.ORDERS.order.list({ country, day: { from: "2026-11-24" } })',
      "from",
      "Type 'string' is not assignable to type 'Date'.",
    ],
    [
      "the only parameter",
      'kv.CACHE.flag.list({ name: "a" })',
      '{ name: "a" }',
      "Expected 0 arguments, but got 1.",
    ],
  ])("%s", (_, code, at, message) => {
    const country =
      "declare const country: Parameters<typeof kv.ORDERS.order.get>[0]['country'];\n";
    expect(editor.errorsIn(country + code)).toMatchObject([{ at, message }]);
  });

  test("a removal by a variable that may be undefined, which would remove everything", () => {
    const by = "declare const by: { readonly userId: string } | undefined;\n";
    const [error, ...others] = editor.errorsIn(`${by}kv.CACHE.session.deleteAll(by)`);
    expect(others).toEqual([]);
    expect(error?.at).toBe("by");
    expect(error?.message).toContain("'undefined' is not assignable to type 'SessionPrefix'");
    expect(editor.errorsIn("kv.CACHE.session.deleteAll()")).toMatchObject([
      { message: "Expected 1 arguments, but got 0." },
    ]);
    expect(editor.errorsIn("kv.CACHE.session.deleteAll({})")).toEqual([]);
  });

  test("a parameter after a gap, at the argument, with the missing parameter", () => {
    const [error, ...others] = editor.errorsIn("kv.ORDERS.order.list({ day: new Date() })");
    expect(others).toEqual([]);
    expect(error?.at).toBe("{ day: new Date() }");
    expect(error?.message).toContain("missing the following properties");
    expect(error?.message).toContain("country");
  });
});
