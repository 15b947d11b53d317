import { expect, test } from "vitest";
import { setNamespaces } from "../../src/wrangler/set-namespaces.ts";

const CACHE = { binding: "CACHE", id: "1111", previewId: "2222" };
const ORDERS = { binding: "ORDERS", id: "3333" };

const jsonc = (text: string, environment?: string, wanted = [CACHE, ORDERS]) =>
  setNamespaces(text, "jsonc", environment, wanted).text;
const toml = (text: string, environment?: string, wanted = [CACHE, ORDERS]) =>
  setNamespaces(text, "toml", environment, wanted).text;

test("replaces ids in JSONC, puts a preview id after its id, and lays a new entry out like the last one", () => {
  const file = `{
	"name": "shop", // of the team
	"kv_namespaces": [
		// by hand
		{ "binding": "LEGACY", "id": "kept", "remote": true },
		{
			"binding": "CACHE",
			"id": "old" // rotated in May
		} // the last one
	],
	"vars": { "A": 1 }
}
`;
  expect(jsonc(file)).toBe(`{
	"name": "shop", // of the team
	"kv_namespaces": [
		// by hand
		{ "binding": "LEGACY", "id": "kept", "remote": true },
		{
			"binding": "CACHE",
			"id": "1111", // rotated in May
			"preview_id": "2222"
		}, // the last one
		{
			"binding": "ORDERS",
			"id": "3333"
		}
	],
	"vars": { "A": 1 }
}
`);
  expect(setNamespaces(file, "jsonc", undefined, [CACHE]).kept).toEqual(["LEGACY"]);
});

test("adds a missing list at the end of JSONC, after the comments of the last property", () => {
  expect(
    jsonc('{\n  "env": {\n    "live": {\n      "vars": {} // none\n    }\n  }\n}', "live"),
  ).toBe(`{
  "env": {
    "live": {
      "vars": {}, // none
      "kv_namespaces": [
        {
          "binding": "CACHE",
          "id": "1111",
          "preview_id": "2222"
        },
        {
          "binding": "ORDERS",
          "id": "3333"
        }
      ]
    }
  }
}`);
  expect(jsonc('{"name":"shop"}', undefined, [ORDERS])).toBe(
    '{"name":"shop", "kv_namespaces": [{ "binding": "ORDERS", "id": "3333" }]}',
  );
});

test("removes a preview id that the schema does not ask for, with its comma and line", () => {
  const entry = (fields: string) => `{ "kv_namespaces": [${fields}] }`;
  const without = '{ "binding": "ORDERS", "id": "3333" }';
  for (const fields of [
    '{ "binding": "ORDERS", "id": "3333", "preview_id": "x" }',
    '{ "preview_id": "x", "binding": "ORDERS", "id": "3333" }',
    '{ "binding": "ORDERS", "preview_id": "x", "id": "3333" }',
    '{ "binding": "ORDERS", "preview_id": "x" }',
  ]) {
    expect(jsonc(entry(fields), undefined, [ORDERS])).toBe(entry(without));
  }
  expect(
    jsonc(
      '{ "kv_namespaces": [\n{\n  "binding": "ORDERS",\n  "id": "3", // id\n  "preview_id": "x" // gone\n}\n] }',
      undefined,
      [ORDERS],
    ),
  ).toBe('{ "kv_namespaces": [\n{\n  "binding": "ORDERS",\n  "id": "3333" // id\n}\n] }');
  expect(
    toml('[[kv_namespaces]]\nbinding = "ORDERS"\nid = "3333"\npreview_id = "x"', undefined, [
      ORDERS,
    ]),
  ).toBe('[[kv_namespaces]]\nbinding = "ORDERS"\nid = "3333"');
});

test("edits TOML tables in place, and adds new ones after the last in the same layout", () => {
  expect(
    toml(`name = "shop" # of the team

# The cache
  [[kv_namespaces]]
  binding = "CACHE" # a comment
  id = 'old'

# by hand
  [[kv_namespaces]]
  binding = "LEGACY"
  id = "kept"

# live
[env.live]
vars = { A = 1 }
`),
  ).toBe(`name = "shop" # of the team

# The cache
  [[kv_namespaces]]
  binding = "CACHE" # a comment
  id = '1111'
  preview_id = "2222"

# by hand
  [[kv_namespaces]]
  binding = "LEGACY"
  id = "kept"

  [[kv_namespaces]]
  binding = "ORDERS"
  id = "3333"

# live
[env.live]
vars = { A = 1 }
`);
});

test("keeps the layout of TOML lists in brackets", () => {
  const file = `kv_namespaces = [
  { binding = "CACHE", id = "old" }, # cache
  # none after this
]
[env.live]
kv_namespaces = [{ id = 'kept', binding = 'LEGACY' }] # live
`;
  expect(toml(file)).toBe(`kv_namespaces = [
  { binding = "CACHE", id = "1111", preview_id = "2222" }, # cache
  { binding = "ORDERS", id = "3333" },
  # none after this
]
[env.live]
kv_namespaces = [{ id = 'kept', binding = 'LEGACY' }] # live
`);
  expect(toml(file, "live", [ORDERS])).toContain(
    `kv_namespaces = [{ id = 'kept', binding = 'LEGACY' }, { binding = "ORDERS", id = "3333" }] # live\n`,
  );
});

test("adds missing TOML tables before the environments, or after the last one of their own", () => {
  const file = `name = "shop"
[vars]
A = 1

# live
[env.live]
name = "shop-live"
[env."live.eu".vars]
A = 2
`;
  expect(toml(file, undefined, [ORDERS])).toBe(
    file.replace("A = 1\n", 'A = 1\n\n[[kv_namespaces]]\nbinding = "ORDERS"\nid = "3333"\n'),
  );
  expect(toml(file, "live", [ORDERS])).toBe(
    file.replace(
      'live"\n',
      'live"\n\n[[env.live.kv_namespaces]]\nbinding = "ORDERS"\nid = "3333"\n\n',
    ),
  );
  expect(toml(file, "live.eu", [ORDERS])).toBe(
    `${file.trimEnd()}\n\n[[env."live.eu".kv_namespaces]]\nbinding = "ORDERS"\nid = "3333"\n`,
  );
  expect(toml("", undefined, [ORDERS])).toBe('[[kv_namespaces]]\nbinding = "ORDERS"\nid = "3333"');
  expect(toml('env = { live = { name = "x" }, none = {} }', "live", [ORDERS])).toBe(
    'env = { live = { name = "x", kv_namespaces = [{ binding = "ORDERS", id = "3333" }] }, none = {} }',
  );
  expect(toml("env = { live = {} }", "live", [ORDERS])).toBe(
    'env = { live = { kv_namespaces = [{ binding = "ORDERS", id = "3333" }] } }',
  );
});

test.each([
  ["jsonc", '{ "name": }', undefined, "a value is expected here", 10],
  ["jsonc", '{ "name": "shop"', undefined, "`}` is expected here", 16],
  ["jsonc", '{ "name": "shop }', undefined, "the string has no closing quote", 10],
  ["jsonc", "[]", undefined, "it does not hold an object", 0],
  ["jsonc", '{ "kv_namespaces": {} }', undefined, "`kv_namespaces` is not a list", 19],
  ["jsonc", '{ "kv_namespaces": [{ "id": "a" }] }', undefined, "has no `binding`", 20],
  ["jsonc", '{ "env": { "live": {} } }', "prod", 'no environment "prod"; it has: live', 0],
  ["jsonc", "{}", "toString", 'no environment "toString", nor any other', 0],
  ["jsonc", '{ "kv_namespaces": [], "kv_namespaces": [] }', undefined, "cannot be edited", 0],
  [
    "jsonc",
    '{ "kv_namespaces": [{ "binding": "A" }, { "binding": "A" }] }',
    undefined,
    "`A` twice",
    0,
  ],
  ["toml", "name = ", undefined, "value", 7],
  ["toml", 'kv_namespaces = "CACHE"', undefined, "`kv_namespaces` is not a list", 16],
  ["toml", "[[kv_namespaces]]\nid = 'a'", undefined, "has no `binding`", 0],
] as const)(
  "rejects %s that cannot be edited with its place: %s",
  (format, text, env, message, offset) => {
    const edit = () => setNamespaces(text, format, env, [ORDERS]);
    expect(edit).toThrow(
      expect.objectContaining({ message: expect.stringContaining(message), offset }),
    );
  },
);
