import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isWranglerRule } from "../../src/lint/rule.ts";
import { loadRules } from "../../src/lint/rules/discover.ts";
import { WranglerFileError } from "../../src/wrangler/file-problem.ts";
import { readNamespaces } from "../../src/wrangler/read-namespaces.ts";
import { placeAndRule } from "../project.ts";
import { lintProject, SHOP } from "./project.ts";

/** The rules whose pages show a file that needs nothing else. */
const RULES = (await loadRules())
  .filter(isWranglerRule)
  .filter(({ docs }) => !docs.wrong.startsWith("//"));

async function foundIn(name: string, text: string, schema = SHOP) {
  return lintProject({ "keyloom.schema.ts": schema, [name]: text });
}

/** The places and rules of what is found in a `wrangler.jsonc`. */
async function placesIn(text: string, schema?: string) {
  return (await foundIn("wrangler.jsonc", text, schema)).map(placeAndRule);
}

const BOTH =
  '"kv_namespaces": [{ "binding": "CACHE", "id": "a" }, { "binding": "ORDERS", "id": "b" }]';

describe("the pages of rules on wrangler files", () => {
  test.each(RULES.map(({ id, docs }) => [id, docs] as const))(
    "show a file with the problem, and one without it: %s",
    async (id, docs) => {
      const rulesOf = async (text: string) =>
        (await foundIn("wrangler.jsonc", text)).map(({ rule }) => rule);
      expect(await rulesOf(docs.wrong)).toContain(id);
      expect(await rulesOf(docs.right)).toEqual([]);
    },
  );
});

describe("bindings/unknown-binding", () => {
  test("finds an entry that the schema does not have, at its name, and suggests what was meant", async () => {
    const text = `{\n  // Keyloom's\n  ${BOTH.replace("]", ', { "binding": "CASHE", "id": "c" }]')}\n}`;
    const [problem, ...others] = await foundIn("wrangler.jsonc", text);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      rule: "bindings/unknown-binding",
      severity: "warning",
      line: 3,
      message: "the schema has no namespace `CASHE`",
      help: "Did you mean `CACHE`?",
    });
    expect(
      text.split("\n")[2]?.slice((problem?.column ?? 0) - 1, (problem?.endColumn ?? 0) - 1),
    ).toBe('"CASHE"');
  });
});

test("the file above the schema is checked if there is none beside it", async () => {
  const files = { "wrangler.jsonc": "{}", "kv/keyloom.schema.ts": SHOP };
  const found = await lintProject(files, "kv/keyloom.schema.ts");
  expect(found.map(placeAndRule)).toEqual(["wrangler.jsonc:1:1 bindings/missing-binding"]);
});

describe("bindings/missing-binding", () => {
  test("finds a namespace that the file does not name", async () => {
    const text = `{ ${BOTH.replace("ORDERS", "CACHE2")} }`;
    const found = await foundIn("wrangler.jsonc", text);
    expect(found.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
      "bindings/missing-binding error",
      "bindings/unknown-binding warning",
    ]);
    expect(found[0]?.message).toBe("the wrangler file has no binding `ORDERS`");
  });

  test("finds an environment without one, which does not inherit any", async () => {
    const text = `{\n  ${BOTH},\n  "env": {\n    "production": { "vars": {} },\n    "staging": { ${BOTH} }\n  }\n}`;
    const [problem, ...others] = await foundIn("wrangler.jsonc", text);
    expect(others).toEqual([]);
    expect(problem && placeAndRule(problem)).toBe("wrangler.jsonc:4:5 bindings/missing-binding");
    expect(problem).toMatchObject({
      message: "the environment `production` has no binding `CACHE`, `ORDERS`",
      help: "Run `keyloom wrangler --env production`, or add them to its `kv_namespaces`, which are not inherited.",
    });
  });

  test("accepts a top level that is never deployed, only its environments", async () => {
    expect(await placesIn(`{ "name": "shop", "env": { "production": { ${BOTH} } } }`)).toEqual([]);
  });

  test("finds a file without any", async () => {
    expect(await placesIn('{ "name": "shop" }')).toEqual([
      "wrangler.jsonc:1:1 bindings/missing-binding",
    ]);
  });
});

describe("bindings/preview-id", () => {
  test("finds a preview that is the namespace itself", async () => {
    const text = `{ ${BOTH.replace('"a"', '"a", "preview_id": "a"')} }`;
    expect(await placesIn(text)).toEqual(["wrangler.jsonc:1:68 bindings/preview-id"]);
  });

  test("finds a twin of the schema that the file does not name", async () => {
    const schema = SHOP.replace(
      'title: "cache-{stage}",',
      'title: "cache-{stage}", preview: true,',
    );
    expect(await placesIn(`{ ${BOTH} }`, schema)).toEqual([
      "wrangler.jsonc:1:49 bindings/preview-id",
    ]);
    const named = BOTH.replace('"a"', '"a", "preview_id": "c"');
    expect(await placesIn(`{ ${named} }`, schema)).toEqual([]);
  });
});

describe("bindings/stack-id", () => {
  const ids = { CACHE: "a".repeat(32), ORDERS: "b".repeat(32), twin: "c".repeat(32) };
  const PROJECT = {
    "keyloom.schema.ts": SHOP,
    "keyloom.config.ts":
      'export default { lint: { rules: { "bindings/stack-id": ["error", { outputs: { "": "out/dev.json", production: "out/prod.json" } }] } } };',
    "out/dev.json": JSON.stringify({
      namespaces: { CACHE: { id: ids.CACHE }, ORDERS: { id: ids.ORDERS } },
    }),
    "out/prod.json": JSON.stringify({ CACHE: { id: ids.CACHE, previewId: ids.twin }, ORDERS: {} }),
  };
  const entry = (binding: string, id: string, more = "") =>
    `{ "binding": "${binding}", "id": "${id}"${more} }`;
  const found = async (cache: string, orders: string, production: string, files = {}) => {
    const text = `{ "kv_namespaces": [\n${cache},\n${orders}\n], "env": { "production": { "kv_namespaces": [\n${production},\n${entry("ORDERS", "d")}\n] } } }`;
    const problems = await lintProject({ ...PROJECT, ...files, "wrangler.jsonc": text });
    return problems
      .filter(({ rule }) => rule === "bindings/stack-id")
      .map(({ line, message }) => `${line} ${message}`);
  };
  const CACHE = entry("CACHE", ids.CACHE);
  const ORDERS = entry("ORDERS", ids.ORDERS);

  test("accepts ids that are those of the stacks", async () => {
    expect(await found(CACHE, ORDERS, CACHE)).toEqual([]);
  });

  test("finds other ids, in each environment", async () => {
    expect(await found(entry("CACHE", "x"), ORDERS, entry("CACHE", "y"))).toEqual([
      `2 the \`id\` of \`CACHE\` is not the stack's: out/dev.json says ${ids.CACHE}`,
      `5 the \`id\` of \`CACHE\` is not the stack's: out/prod.json says ${ids.CACHE}`,
    ]);
  });

  test("finds an entry without an id, which would get another namespace at the next deploy", async () => {
    expect(await found('{ "binding": "CACHE" }', ORDERS, CACHE)).toEqual([
      `2 \`CACHE\` has no \`id\`, and out/dev.json says ${ids.CACHE}`,
    ]);
  });

  test("finds another preview id if the schema has a twin", async () => {
    const preview = entry("CACHE", ids.CACHE, ', "preview_id": "z"');
    expect(await found(CACHE, ORDERS, preview)).toEqual([]);
    const schema = SHOP.replace(
      'title: "cache-{stage}",',
      'title: "cache-{stage}", preview: true,',
    );
    expect(await found(CACHE, ORDERS, preview, { "keyloom.schema.ts": schema })).toEqual([
      `5 the \`preview_id\` of \`CACHE\` is not the stack's: out/prod.json says ${ids.twin}`,
    ]);
  });

  test("ends the command if the outputs are missing", async () => {
    const files = {
      "keyloom.config.ts": PROJECT["keyloom.config.ts"].replace("out/dev", "out/none"),
    };
    await expect(found(CACHE, ORDERS, CACHE, files)).rejects.toThrow(
      /there is no file .*none\.json/,
    );
  });
});

describe("a wrangler file in TOML", () => {
  test("is read as tables, as lists and by environment", async () => {
    const found = await foundIn(
      "wrangler.toml",
      `name = "shop"
[[kv_namespaces]]
binding = "CACHE"
id = "a"
preview_id = "a" # the same

[[kv_namespaces]]
binding = "ORDERS"
id = "b"

[env.staging]
kv_namespaces = [{ binding = "CACHE", id = "c" }, { binding = "OTHER", id = "d" }]

[env.production.vars]
A = "1"
`,
    );
    expect(found.map(placeAndRule)).toEqual([
      "wrangler.toml:5:14 bindings/preview-id",
      "wrangler.toml:12:30 bindings/missing-binding",
      "wrangler.toml:12:63 bindings/unknown-binding",
      "wrangler.toml:14:2 bindings/missing-binding",
    ]);
  });

  test("may silence a finding, and its silences are checked", async () => {
    const found = await foundIn(
      "wrangler.toml",
      `kv_namespaces = [
  { binding = "CACHE", id = "a" },
  { binding = "ORDERS", id = "b" },
  # keyloom-ignore bindings/unknown-binding: the framework's own cache
  { binding = "FRAMEWORK", id = "c" },
  # keyloom-ignore bindings/preview-id: nothing
]
`,
    );
    expect(found.map(placeAndRule)).toEqual(["wrangler.toml:6:3 silence/unused"]);
  });
});

test("a silence in a JSON wrangler file is accepted", async () => {
  const entry =
    '{ "binding": "FRAMEWORK", "id": "c" } // keyloom-ignore bindings/unknown-binding: its own';
  expect(await placesIn(`{ ${BOTH.replace("]", `,\n${entry}\n]`)} }`)).toEqual([]);
});

test("a wrangler file that does not parse is a problem at its place", async () => {
  expect(await placesIn('{\n  "kv_namespaces": [,]\n}')).toEqual([
    "wrangler.jsonc:2:21 source/parse-error",
  ]);
  expect(await placesIn('{ "kv_namespaces": [{ "id": "a" }] }')).toEqual([
    "wrangler.jsonc:1:21 source/parse-error",
  ]);
});

test("bindings that only the wrangler file names are known in the source", async () => {
  const found = await lintProject({
    "keyloom.schema.ts": SHOP,
    "wrangler.jsonc": `{ ${BOTH.replace("]", ', { "binding": "OTHER", "id": "c" }]')} }`,
    "worker.js": "export const all = async (env) => (await env.OTHER.list()).keys;",
  });
  expect(found.map(placeAndRule)).toEqual([
    "worker.js:1:42 usage/list-without-cursor",
    "wrangler.jsonc:1:105 bindings/unknown-binding",
  ]);
});

test("random wrangler files are read, or are a problem with a place", () => {
  const tokens = fc.constantFrom(
    ...["{", "}", "[", "]", "[[", "]]", '"', "'", ":", ",", "=", "\n", "#", "//", "/*", "*/", "."],
    ...[
      "kv_namespaces",
      '"kv_namespaces"',
      "env",
      '"env"',
      "binding",
      '"binding"',
      "id",
      "1",
      "😀",
    ],
  );
  fc.assert(
    fc.property(
      fc.array(tokens, { maxLength: 30 }),
      fc.constantFrom("jsonc" as const, "toml" as const),
      (parts, format) => {
        const text = parts.join("");
        try {
          readNamespaces(text, format);
        } catch (error) {
          expect(error).toBeInstanceOf(WranglerFileError);
          expect((error as WranglerFileError).offset).toBeLessThanOrEqual(text.length);
        }
      },
    ),
    { numRuns: 3_000 },
  );
});
