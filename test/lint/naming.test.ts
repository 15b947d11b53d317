import { describe, expect, test } from "vitest";
import { placeAndRule } from "../project.ts";
import { lintProject, schemaWith } from "./project.ts";

async function problemsOf(collections: readonly string[], conventions?: string) {
  return lintProject({ "keyloom.schema.ts": schemaWith(collections, conventions) });
}

/** What a rule finds where the preset is strict. */
async function strictly(rule: string, collections: readonly string[], conventions?: string) {
  const found = await lintProject({
    "keyloom.schema.ts": schemaWith(collections, conventions),
    "keyloom.config.ts": 'export default { lint: { preset: "strict" } };',
  });
  return found.filter((problem) => problem.rule === rule);
}

/** Collections by their keys, named `a`, `b` and so on. */
const keyed = (...keys: readonly string[]) =>
  keys.map((key, at) => `${"abcdefgh"[at]}: collection({ key: "${key}", ...rest }),`);

describe("naming/separator", () => {
  const cases: readonly [template: string, message: string, mended: string][] = [
    ["session-{id}", "there is no `:` before `{id}`", "session:{id}"],
    ["session:{id}/{device}", "there is no `:` after `{id}`", "session:{id}:{device}"],
    ["page:{path}.html", "there is no `:` after `{path}`", "page:{path}:html"],
    ["{id}/cart", "there is no literal prefix before `{id}`", "user-session:{id}:cart"],
    [":{id}", "there is no literal prefix before `{id}`", "user-session:{id}"],
    ["{id}:cart", "there is no literal prefix before `{id}`", "user-session:{id}:cart"],
  ];
  test.each(cases)("finds %s", async (template, message, mended) => {
    const [problem, ...others] = await strictly("naming/separator", [
      `userSession: collection({ key: "${template}", ...rest }),`,
    ]);
    expect(others).toEqual([]);
    expect(problem && placeAndRule(problem)).toBe("keyloom.schema.ts:8:32 naming/separator");
    expect(problem).toMatchObject({
      severity: "warning",
      message: `${message} in the key \`${template}\``,
      help: expect.stringContaining(`\`${mended}\``),
    });
  });

  test("fixes the key of a pointer together with the path to its field", async () => {
    const user = `user: collection({ key: "user:{id}", value: z.object({ contact: z.object({ zip: z.string().max(9) }) }), pointers: { byZip: "user/zip-{contact.zip}:{id}" }, ttl: rest.ttl }),`;
    const [problem] = await strictly("naming/separator", [user]);
    expect(problem?.help).toContain("Write `user:zip:{contact.zip}:{id}`");
    expect(await strictly("naming/depth", [user.replace("user/zip-", "user:a.b:")])).toEqual([]);
  });

  test.each(["session:{id}", "session:{id}:{device}:cart", "settings", "a:b:{c}"])(
    "accepts %s",
    async (template) => {
      expect(await strictly("naming/separator", keyed(template))).toEqual([]);
    },
  );

  test("finds the one key that differs from all others of its namespace", async () => {
    const found = await problemsOf(keyed("a/{id}", "b/{id}/{x}", "c/{id}.html", "v3/d:{id}.json"));
    expect(found.map(placeAndRule)).toEqual(["keyloom.schema.ts:11:22 naming/separator"]);
    expect(found[0]).toMatchObject({
      message:
        "there is no `/` before `{id}` in the key `v3/d:{id}.json`, unlike in nearly all keys of `CACHE`",
      help: expect.stringMatching(/^Write `v3\/d\/\{id\}\.json`, .* `conventions\.separator`/),
    });
  });

  test.each([
    [["{build}/{file}"]],
    [["{client}/{enterprise}:{team}", "{client}/{enterprise}:{team}:{user}"]],
    [["v3/svg/{theme}/{length}/{num}"]],
    [["{day}:{code}"]],
    [["{code}:clicks", "user_links/{id}"]],
    [["a/{id}", "b/{id}", "c:{id}", "d:{id}"]],
    [["a:{id}", "b:{id}", "c:{id}", "page:{path}.html"]],
    [["a:{id}", "b:{id}", "c:{id}", "d:v{version}"]],
    [["a:{id}", "b:{id}", "c/{id}"]],
  ])("accepts keys with a convention of their own, or none: %j", async (keys) => {
    const found = await problemsOf(keyed(...keys));
    expect(found).toEqual([]);
  });

  test("does not report a missing prefix if only the separator is stated", async () => {
    expect(await problemsOf(keyed("{build}/{file}"), '{ separator: "/" }')).toEqual([]);
  });

  test("uses the separator of the conventions", async () => {
    const collections = [
      'a: collection({ key: "a/{id}", ...rest }),',
      'b: collection({ key: "b:{id}", ...rest }),',
    ];
    const found = await problemsOf(collections, '{ separator: "/" }');
    expect(found.map(placeAndRule)).toEqual(["keyloom.schema.ts:9:22 naming/separator"]);
  });
});

describe("naming/separator, stated for existing keys", () => {
  test("accepts keys without the stated separator, which keeps `:` unencoded in texts", async () => {
    const stored = keyed("cache:{path}", "rl:{bucket}:{ip}", "w:{to}:{at}-{id}");
    expect(await problemsOf(stored, '{ separator: "|" }')).toEqual([]);
    expect(
      (await strictly("naming/separator", stored, '{ separator: "|" }')).map(
        ({ message }) => message,
      ),
    ).toHaveLength(3);
  });
});

describe("naming/segment-case", () => {
  test("finds each literal segment in another case, and suggests the right form", async () => {
    const found = await problemsOf(
      keyed("userSession:{id}:Last_Seen:v2"),
      '{ segments: "kebab-case" }',
    );
    expect(found.map(placeAndRule)).toEqual([
      "keyloom.schema.ts:8:22 naming/segment-case",
      "keyloom.schema.ts:8:22 naming/segment-case",
    ]);
    expect(found[0]?.help).toContain("`user-session`");
    expect(found[1]?.help).toContain("`last-seen`");
  });

  test("finds the one segment that differs from all others of its namespace", async () => {
    const found = await problemsOf(
      keyed("user_links:{id}", "user_cart:{id}", "x:{id}", "rateLimit:{id}"),
    );
    expect(found.map(placeAndRule)).toEqual(["keyloom.schema.ts:11:22 naming/segment-case"]);
    expect(found[0]).toMatchObject({
      message:
        "the segment `rateLimit` of the key `rateLimit:{id}` is not in snake_case, unlike nearly all of `CACHE`",
      help: expect.stringMatching(/^Write `rate_limit`, .* `conventions\.segments`/),
    });
  });

  test.each([
    [["job_run:{id}"]],
    [["spotifyAccessToken"]],
    [["v3/svg/{theme}/{length}/{num}"]],
    [["user:{id}", "cart:{id}", "flag:{id}", "rateLimit:{id}"]],
    [["MAX_AGE", "DEFAULT_ROLE", "ADMIN_MAIL", "NOTE__DEFAULT_ROLE"]],
    [["user-link:{id}", "user-cart:{id}", "job_run:{id}"]],
    [["userLink:{id}", "userCart:{id}", "job_run:{id}", "job_end:{id}"]],
  ])("accepts keys with a case of their own, or several: %j", async (keys) => {
    expect(await problemsOf(keyed(...keys))).toEqual([]);
  });

  test("requires kebab-case in the preset strict if nothing is stated", async () => {
    const found = await strictly("naming/segment-case", keyed("job_run:{id}"));
    expect(found.map(({ help }) => help)).toEqual([expect.stringContaining("`job-run`")]);
    expect(
      await strictly("naming/segment-case", keyed("job_run:{id}"), '{ segments: "snake_case" }'),
    ).toEqual([]);
  });

  test("never contradicts the findings about the separator", async () => {
    for (const rule of ["naming/separator", "naming/segment-case"]) {
      const found = await strictly(rule, keyed("v3/svg/{theme}/{length}/{num}"));
      expect(found.map(({ help }) => /^Write (\S+),/.exec(help)?.[1])).toEqual(
        rule === "naming/separator" ? ["`v3:svg:{theme}:{length}:{num}`"] : [],
      );
    }
  });

  test("leaves text that touches a parameter to the rule for separators", async () => {
    const conventions = '{ segments: "kebab-case", separator: ":" }';
    const found = await problemsOf(keyed("user-{id}"), conventions);
    expect(found.map(({ rule }) => rule)).toEqual(["naming/separator"]);
  });

  test.each([
    ["camelCase", "userSession"],
    ["snake_case", "user_session"],
    ["PascalCase", "UserSession"],
    ["CONSTANT_CASE", "USER_SESSION"],
  ])("accepts %s if the conventions say so", async (nameCase, segment) => {
    const collections = [`x: collection({ key: "${segment}:{id}", ...rest }),`];
    expect(await problemsOf(collections, `{ segments: "${nameCase}" }`)).toEqual([]);
  });
});

describe("naming/namespace-case and naming/collection-case", () => {
  test("find names in another case, and point to the name", async () => {
    const found = await lintProject({
      "keyloom.schema.ts": schemaWith([
        'user_session: collection({ key: "a:{id}", ...rest }),',
      ]).replace("CACHE:", "cacheStore:"),
      "keyloom.config.ts":
        'export default { lint: { rules: { "naming/namespace-case": "warning" } } };',
    });
    expect(found.map(placeAndRule)).toEqual([
      "keyloom.schema.ts:7:5 naming/namespace-case",
      "keyloom.schema.ts:8:1 naming/collection-case",
    ]);
    expect(found[0]?.help).toContain("`CACHE_STORE`");
    expect(found[1]?.help).toContain("`userSession`");
  });

  test("check the name of a binding, a matter of taste, only in the preset strict", async () => {
    const schema = schemaWith(['user: collection({ key: "a:{id}", ...rest }),']);
    const found = await lintProject({ "keyloom.schema.ts": schema.replace("CACHE:", "myKv:") });
    expect(found).toEqual([]);
  });

  test("accept names in the cases of the conventions", async () => {
    const conventions = '{ namespaces: "camelCase", collections: "PascalCase" }';
    const schema = schemaWith(['User: collection({ key: "a:{id}", ...rest }),'], conventions);
    expect(await lintProject({ "keyloom.schema.ts": schema.replace("CACHE:", "cache:") })).toEqual(
      [],
    );
  });
});

describe("naming/prefix-overlap", () => {
  test("is only in the preset strict, because lists by accessors only cost more", async () => {
    expect(await problemsOf(keyed("user:{id}", "user:{id}:cart:{item}"))).toEqual([]);
  });

  test("warns once per pair, at the collection whose lists read the other's keys", async () => {
    const found = await strictly("naming/prefix-overlap", [
      'token: collection({ key: "user:token:{hash}", ...rest }),',
      'user: collection({ key: "user:{id}", ...rest }),',
      'userCart: collection({ key: "user:{id}:cart:{item}", ...rest }),',
    ]);
    expect(found.map(placeAndRule)).toEqual([
      "keyloom.schema.ts:9:25 naming/prefix-overlap",
      "keyloom.schema.ts:9:25 naming/prefix-overlap",
      "keyloom.schema.ts:10:29 naming/prefix-overlap",
    ]);
    expect(found[0]?.severity).toBe("warning");
    expect(found.map(({ message }) => message)).toContain(
      "lists of `user` (`user:{id}`) walk over the keys of `token` (`user:token:{hash}`)",
    );
  });

  test("accepts a collection that cannot be listed", async () => {
    const found = await strictly("naming/prefix-overlap", [
      'link: collection({ key: "link:{code}", methods: ["get", "put", "delete"], ...rest }),',
      'clicks: collection({ key: "link:{code}:clicks:{day}", ...rest }),',
    ]);
    expect(found).toEqual([]);
  });

  test("accepts separate prefixes, and keys that are never listed", async () => {
    const found = await strictly("naming/prefix-overlap", [
      'user: collection({ key: "user:{id}", ...rest }),',
      'users: collection({ key: "users:{id}", ...rest }),',
      'all: collection({ key: "user", ...rest }),',
    ]);
    expect(found).toEqual([]);
  });
});
