import { describe, expect, test } from "vitest";
import { isModelRule } from "../../src/lint/rule.ts";
import { loadRules } from "../../src/lint/rules/discover.ts";
import { placeAndRule } from "../project.ts";
import { lintProject, schemaWith } from "./project.ts";

/** The rules whose pages show a whole part of a schema. */
const RULES = (await loadRules())
  .filter(isModelRule)
  .filter(({ docs }) => !docs.wrong.includes("…") && docs.wrong.includes("ttl:"));

function schemaOf(code: string): string {
  const namespaces = /^[A-Z]+:/.test(code)
    ? code
    : `CACHE: { title: "cache", collections: { ${code} } }`;
  return `import { collection, defineKv, redact, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({ namespaces: { ${namespaces} } });`;
}

/** What one rule finds in a schema, with all rules on. */
async function foundBy(rule: string, schema: string, options = "{}") {
  const found = await lintProject({
    "keyloom.schema.ts": schema,
    "keyloom.config.ts": `export default { lint: { preset: "strict", rules: { "${rule}": ["error", ${options}] } } };`,
  });
  return found.filter((problem) => problem.rule === rule);
}

async function foundIn(rule: string, collection: string, options?: string) {
  const schema = schemaWith([`${collection}`]);
  if (options !== undefined) return foundBy(rule, schema, options);
  const found = await lintProject({
    "keyloom.schema.ts": schema,
    "keyloom.config.ts": 'export default { lint: { preset: "strict" } };',
  });
  return found.filter((problem) => problem.rule === rule);
}

describe("the pages of rules on the schema", () => {
  test("are tested here if they show complete code", () => {
    expect(RULES.map(({ id }) => id)).toEqual([
      "bindings/preview-missing",
      "docs/description-required",
      "docs/owner-required",
      "limits/headroom",
      "limits/wide-characters",
      "naming/depth",
      "naming/param-case",
      "naming/plural",
      "naming/reserved-prefix",
      "privacy/personal-data",
      "ttl/cache-ttl-missing",
      "ttl/cache-ttl-too-long",
      "ttl/short-lived",
      "ttl/too-long",
    ]);
  });

  test.each(RULES.map(({ id, docs }) => [id, docs] as const))(
    "show code with the problem, and code without it: %s",
    async (id, docs) => {
      const config = 'export default { lint: { preset: "strict" } };';
      const idsOf = async (code: string) => {
        const files = { "keyloom.schema.ts": schemaOf(code), "keyloom.config.ts": config };
        return (await lintProject(files)).map(({ rule }) => rule);
      };
      expect(await idsOf(docs.wrong)).toContain(id);
      expect(await idsOf(docs.right)).not.toContain(id);
    },
  );
});

test("rules on matters of taste are on only in the preset `strict`", async () => {
  const schema = schemaWith(['user: collection({ key: "a:{user_id}:b:c:d:e:f:g", ...rest }),']);
  expect(await lintProject({ "keyloom.schema.ts": schema })).toEqual([]);
  const found = await lintProject({
    "keyloom.schema.ts": schema,
    "keyloom.config.ts": 'export default { lint: { preset: "strict" } };',
  });
  expect(found.map(placeAndRule)).toEqual([
    "keyloom.schema.ts:7:5 bindings/preview-missing",
    "keyloom.schema.ts:7:5 docs/description-required",
    "keyloom.schema.ts:8:1 docs/description-required",
    "keyloom.schema.ts:8:1 docs/owner-required",
    "keyloom.schema.ts:8:25 naming/depth",
    "keyloom.schema.ts:8:25 naming/param-case",
  ]);
});

describe("ttl/short-lived", () => {
  const NONE = 'value: z.string(), ttl: ttl.none("why")';

  test.each([
    'session: collection({ key: "a:{id}", NONE }),',
    'authTokens: collection({ key: "a:{id}", NONE }),',
    'a: collection({ key: "otp:{phone}", NONE }),',
    'a: collection({ key: "magic-link:{id}", NONE }),',
  ])("warns of %s", async (collection) => {
    const found = await foundIn("ttl/short-lived", collection.replace("NONE", NONE));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ line: 8, severity: "warning" });
  });

  test.each([
    'obsession: collection({ key: "obsession:{id}", NONE }),',
    'tokenizer: collection({ key: "tokenizer:{id}", NONE }),',
    'session: collection({ key: "session:{id}", ...rest }),',
    'user: collection({ key: "user:{sessionId}", NONE }),',
    'botToken: collection({ key: "bot-token", NONE })',
  ])("accepts %s", async (collection) => {
    expect(await foundIn("ttl/short-lived", collection.replace("NONE", NONE))).toEqual([]);
  });

  test("uses the words of the configuration", async () => {
    const collection = `draft: collection({ key: "draft:{id}", ${NONE} }),`;
    expect(await foundIn("ttl/short-lived", collection, '{ words: ["draft"] }')).toHaveLength(1);
  });
});

describe("ttl/cache-ttl-too-long", () => {
  const cases: readonly [ttl: string, count: number][] = [
    ['ttl.fixed("1h")', 0],
    ['ttl.fixed("59m")', 1],
    ['ttl.default("59m")', 1],
    ['ttl.required({ min: "1m", max: "59m" })', 1],
    ['ttl.required({ min: "1m", max: "2h" })', 0],
    ['ttl.none("why")', 0],
  ];
  test.each(cases)("of 1h with %s: %i", async (ttl, count) => {
    const found = await foundIn(
      "ttl/cache-ttl-too-long",
      `a: collection({ key: "a:{id}", value: z.string(), cacheTtl: "1h", ttl: ${ttl} }),`,
    );
    expect(found).toHaveLength(count);
  });
});

describe("naming/plural", () => {
  const NAMED = (name: string) => `${name}: collection({ key: "a:{id}", ...rest }),`;

  test.each([
    ["users", "user"],
    ["userSessions", "userSession"],
    ["categories", "category"],
    ["people", "person"],
  ])("finds %s", async (name, wanted) => {
    const found = await foundIn("naming/plural", NAMED(name));
    expect(found.map(({ help }) => help)).toEqual([
      `Rename it to \`${wanted}\`: stored data does not contain the name.`,
    ]);
  });

  test.each([
    ...["user", "status", "address", "alias", "news", "analytics", "settings", "userPreferences"],
    ...["media", "basis", "jwks", "dns", "business", "canvas", "progress", "consensus"],
  ])("accepts %s", async (name) => {
    expect(await foundIn("naming/plural", NAMED(name))).toEqual([]);
  });

  test("accepts a single record that contains many things", async () => {
    expect(await foundIn("naming/plural", 'users: collection({ key: "a", ...rest }),')).toEqual([]);
  });

  test("requires the plural if the option does", async () => {
    const found = await foundIn("naming/plural", NAMED("userSession"), '{ number: "plural" }');
    expect(found.map(({ help }) => help.split(":")[0])).toEqual(["Rename it to `userSessions`"]);
    expect(await foundIn("naming/plural", NAMED("news"), '{ number: "plural" }')).toEqual([]);
  });
});

describe("owners", () => {
  const schema = (namespace: string, collection: string) => `
import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({ namespaces: { CACHE: { title: "a", ${namespace} collections: {
  cart: collection({ ${collection} key: "cart:{id}", value: z.string(), ttl: ttl.fixed("1h") }),
} } } });`;
  const found = async (rule: string, text: string, options: string) =>
    (await foundBy(rule, text, options)).map(({ message, help }) => `${message}. ${help}`);

  test("are those of the collection, or else of the namespace", async () => {
    const rule = "docs/owner-required";
    expect(await found(rule, schema("", ""), "{}")).toHaveLength(1);
    expect(await found(rule, schema("", 'owner: " ",'), "{}")).toHaveLength(1);
    expect(await found(rule, schema("", 'owner: "shop",'), "{}")).toEqual([]);
    expect(await found(rule, schema('owner: "shop",', ""), "{}")).toEqual([]);
  });

  test("must be among those that the option names", async () => {
    const options = '{ owners: ["checkout", "accounts"] }';
    const text = schema('owner: "accounts",', 'owner: "chekout",');
    expect(await found("docs/owner-required", text, options)).toEqual([
      "there is no owner `chekout`. Did you mean `checkout`?",
    ]);
  });

  test("must have their own prefixes", async () => {
    const options = '{ prefixes: { shop: ["order:", "basket:"], web: ["cart:"] } }';
    const rule = "naming/owner-prefix";
    expect(await found(rule, schema('owner: "shop",', ""), options)).toEqual([
      "the key `cart:{id}` of `shop` does not start with `order:` or `basket:`. Give it one of the owner's prefixes, or name another owner.",
    ]);
    expect(await found(rule, schema('owner: "shop",', 'owner: "web",'), options)).toEqual([]);
    expect(await found(rule, schema('owner: "toString",', ""), options)).toEqual([]);
    expect(await found(rule, schema("", ""), options)).toEqual([]);
  });
});

describe("privacy/personal-data", () => {
  const NONE = 'ttl: ttl.none("why")';
  const of = (value: string, more = "", key = "a:{id}") =>
    `a: collection({ key: "${key}", value: ${value}, ${NONE}, ${more} }),`;
  const schemaOfOne = (collection: string) =>
    schemaWith([collection]).replace("collection, defineKv", "collection, redact, defineKv");
  const found = async (collection: string) =>
    foundBy("privacy/personal-data", schemaOfOne(collection));

  test.each([
    [of("z.object({ email: z.email() })"), "`email`"],
    [
      of("z.object({ user: z.object({ phoneNumber: z.string().nullable() }) })"),
      "`user.phoneNumber`",
    ],
    [of("z.array(z.object({ billing_email: z.string().optional() }))"), "`billing_email`"],
    [of("z.string()", "metadata: z.object({ clientIp: z.ipv4() })"), "`clientIp`"],
    [of("z.string()", "", "a:{email}"), "`email`"],
    [of("z.string()", "params: { phoneNumber: z.int() }", "a:{phoneNumber}"), "`phoneNumber`"],
    [of("z.string()", "params: { birthday: z.date() }", "a:{birthday}"), "`birthday`"],
    [of("z.object({ phone: z.int().optional() })"), "`phone`"],
    [
      of(
        "z.object({ email: z.email(), firstName: z.string() })",
        "redact: { value: { email: redact.email() } }",
      ),
      "`firstName`",
    ],
    [of("z.object({ email: z.email() })", "redact: { params: { id: redact.text() } }"), "`email`"],
  ])("finds parts that `redact` does not mention: %s", async (collection, names) => {
    const [problem, ...others] = await found(collection);
    expect(others).toEqual([]);
    expect(problem?.message).toBe(
      `\`a\` has ${names}, and nothing says what happens to that in a copy`,
    );
  });

  test.each([
    of("z.object({ emailVerified: z.boolean(), emailTemplate: z.string(), zip: z.string() })"),
    of("z.object({ phone: z.number(), email: z.boolean() })"),
    of("z.string()", "params: { email: z.enum(['yes', 'no']) }", "a:{email}"),
    of(
      "z.string()",
      "params: { phone: z.int() }, redact: { params: { phone: redact.integer() } }",
      "a:{phone}",
    ),
    of("z.object({ email: z.email() })", 'redact: redact.none("a list for the press")'),
    of("z.object({ email: z.email() })", 'redact: redact.withheld("not to be copied")'),
    of(
      "z.object({ user: z.object({ email: z.email() }) })",
      'redact: { value: { user: redact.fixed({ email: "a@b.de" }) } }',
    ),
    of(
      "z.object({ users: z.array(z.object({ email: z.email() })) })",
      "redact: { value: { users: { email: redact.email() } } }",
    ),
  ])("accepts %s", async (collection) => {
    expect(await found(collection)).toEqual([]);
  });
});

describe("the keys of pointers", () => {
  const schema = schemaWith([
    `user: collection({ key: "user:{user_id}", params: { user_id: z.string().max(20) }, value: z.object({ e_mail: z.string().max(99) }), ttl: ttl.fixed("1d"),
pointers: { byMail: "user-mail:a:b:c:d:e:{e_mail}:{user_id}" } }),`,
  ]);

  test.each([
    ["naming/depth", "{}", ["9:21"]],
    ["naming/param-case", "{}", ["8:25", "9:21"]],
    ["limits/headroom", "{ percent: 50 }", ["9:21"]],
    ["naming/reserved-prefix", '{ prefixes: ["user-"] }', ["9:21"]],
  ])("are checked by %s as well", async (rule, options, places) => {
    const found = await foundBy(rule, schema, options);
    expect(found.map(({ line, column }) => `${line}:${column}`)).toEqual(places);
  });
});

describe("options", () => {
  test("naming/depth", async () => {
    const collection = 'a: collection({ key: "a:{b}:c", ...rest }),';
    expect(await foundIn("naming/depth", collection, "{ max: 2 }")).toHaveLength(1);
    expect(await foundIn("naming/depth", collection, "{ max: 3 }")).toEqual([]);
  });

  test("naming/param-case", async () => {
    const collection = 'a: collection({ key: "a:{user_id}", ...rest }),';
    expect(await foundIn("naming/param-case", collection)).toHaveLength(1);
    expect(await foundIn("naming/param-case", collection, '{ case: "snake_case" }')).toEqual([]);
  });

  test("docs/description-required", async () => {
    const collection = 'a: collection({ key: "a", ...rest }),';
    const found = await foundIn("docs/description-required", collection, "{ namespaces: false }");
    expect(found.map(({ message }) => message)).toEqual([
      "the collection `a` has no `description`",
    ]);
  });

  test("limits/headroom, of keys and metadata", async () => {
    const collection =
      'a: collection({ key: "a:{b}", params: { b: z.uuid() }, metadata: z.object({ c: z.string().max(100) }), ...rest }),';
    expect(await foundIn("limits/headroom", collection)).toEqual([]);
    const found = await foundIn("limits/headroom", collection, "{ percent: 5 }");
    expect(found.map(({ message }) => message)).toEqual([
      "the longest key of `a:{b}` takes 38 of KV's 512 bytes",
      "the largest metadata of `a` takes 609 of KV's 1024 bytes",
    ]);
  });

  test.each([
    ["the key `a:{b}`", "params: { b: z.string().max(127) }", []],
    [
      "the key `a:{b}`",
      "params: { b: z.string().max(128) }",
      ["a key of `a:{b}` can take 514 bytes if its text is not ASCII, and KV accepts at most 512"],
    ],
    ["a key whose characters are known", "params: { b: z.string().regex(/^[\\w:%]{1,500}$/) }", []],
    ["metadata", "metadata: z.object({ c: z.string().max(253) })", []],
    [
      "metadata",
      "metadata: z.object({ c: z.string().max(254) })",
      [
        "the metadata of `a` can take 1025 bytes of JSON if its text is not ASCII, and KV accepts at most 1024",
      ],
    ],
  ])("limits/wide-characters, of %s: %s", async (_, options, messages) => {
    const collection = `a: collection({ key: "a:{b}", ${options}, ...rest }),`;
    const found = await foundIn("limits/wide-characters", collection);
    expect(found.map(({ message }) => message)).toEqual(messages);
  });

  test("limits/headroom, of values with a bounded type", async () => {
    const rest = 'ttl: ttl.fixed("1h") }),';
    const collections = [
      `json: collection({ key: "json", value: z.array(z.string().max(100)).max(100_000), ${rest}`,
      `text: collection({ key: "text", value: z.string().max(6_000_000), codec: "text", ${rest}`,
      `free: collection({ key: "free", value: z.array(z.string()), ${rest}`,
      `less: collection({ key: "less", value: z.string().max(5_000_000), codec: "text", ${rest}`,
    ];
    const found = await foundIn("limits/headroom", collections.join("\n"), "{}");
    expect(found.map(({ message }) => message)).toEqual([
      "the largest value of `json` takes 60300001 of KV's 26214400 bytes",
      "the largest value of `text` takes 24000000 of KV's 26214400 bytes",
    ]);
  });

  test("ttl/too-long", async () => {
    const collection = 'a: collection({ key: "a", value: z.string(), ttl: ttl.fixed("30d") }),';
    expect(await foundIn("ttl/too-long", collection)).toEqual([]);
    expect(await foundIn("ttl/too-long", collection, "{ maxDays: 29 }")).toHaveLength(1);
  });

  test("of the wrong kind end the command with their place", async () => {
    const error = await foundIn("naming/depth", "", "{ max: 0 }").catch((error: unknown) => error);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^`naming\/depth\.max` is wrong: /),
      help: "The options of `naming/depth` are: `max`.",
      place: { line: 1, column: 86 },
    });
    const unknown = await foundIn("naming/depth", "", "{ most: 1 }").catch((error) => error);
    expect(unknown.message).toContain('Unrecognized key: "most"');
  });
});
