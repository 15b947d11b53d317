import { describe, expect, test } from "vitest";
import { placeAndRule } from "../project.ts";
import { lintProject, schemaWith } from "./project.ts";

async function problemsOf(collections: readonly string[], conventions?: string) {
  return lintProject({ "keyloom.schema.ts": schemaWith(collections, conventions) });
}

describe("naming/separator", () => {
  const cases: readonly [template: string, message: string, mended: string][] = [
    ["session-{id}", "no `:` stands before `{id}`", "session:{id}"],
    ["session:{id}/{device}", "no `:` stands after `{id}`", "session:{id}:{device}"],
    ["page:{path}.html", "no `:` stands after `{path}`", "page:{path}:html"],
    ["{id}/cart", "no literal prefix stands before `{id}`", "user-session:{id}:cart"],
    [":{id}", "no literal prefix stands before `{id}`", "user-session:{id}"],
    ["{id}:cart", "no literal prefix stands before `{id}`", "user-session:{id}:cart"],
  ];
  test.each(cases)("finds %s", async (template, message, mended) => {
    const [problem, ...others] = await problemsOf([
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

  test.each(["session:{id}", "session:{id}:{device}:cart", "settings", "a:b:{c}"])(
    "accepts %s",
    async (template) => {
      expect(await problemsOf([`x: collection({ key: "${template}", ...rest }),`])).toEqual([]);
    },
  );

  test("goes by the separator of the conventions", async () => {
    const collections = [
      'a: collection({ key: "a/{id}", ...rest }),',
      'b: collection({ key: "b:{id}", ...rest }),',
    ];
    const found = await problemsOf(collections, '{ separator: "/" }');
    expect(found.map(placeAndRule)).toEqual(["keyloom.schema.ts:9:22 naming/separator"]);
  });
});

describe("naming/segment-case", () => {
  test("finds each literal segment that is in another case, and gives the right form", async () => {
    const found = await problemsOf([
      'x: collection({ key: "userSession:{id}:Last_Seen:v2", ...rest }),',
    ]);
    expect(found.map(placeAndRule)).toEqual([
      "keyloom.schema.ts:8:22 naming/segment-case",
      "keyloom.schema.ts:8:22 naming/segment-case",
    ]);
    expect(found[0]?.help).toContain("`user-session`");
    expect(found[1]?.help).toContain("`last-seen`");
  });

  test("leaves what touches a parameter to the separator's rule", async () => {
    const found = await problemsOf(['x: collection({ key: "user-{id}", ...rest }),']);
    expect(found.map(({ rule }) => rule)).toEqual(["naming/separator"]);
  });

  test.each([
    ["camelCase", "userSession"],
    ["snake_case", "user_session"],
    ["PascalCase", "UserSession"],
    ["CONSTANT_CASE", "USER_SESSION"],
  ])("accepts %s where the conventions say so", async (nameCase, segment) => {
    const collections = [`x: collection({ key: "${segment}:{id}", ...rest }),`];
    expect(await problemsOf(collections, `{ segments: "${nameCase}" }`)).toEqual([]);
  });
});

describe("naming/namespace-case and naming/collection-case", () => {
  test("find names in another case, at the name", async () => {
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

  test("a binding's name is a matter of taste, and judged where the preset is strict alone", async () => {
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
  test("warns once a pair, at the collection whose lists walk over the other's keys", async () => {
    const found = await problemsOf([
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

  test("has nothing to say on prefixes of their own, or on keys that are never listed", async () => {
    const found = await problemsOf([
      'user: collection({ key: "user:{id}", ...rest }),',
      'users: collection({ key: "users:{id}", ...rest }),',
      'all: collection({ key: "user", ...rest }),',
    ]);
    expect(found).toEqual([]);
  });
});
