import { describe, expect, test } from "vitest";
import { placeAndRule } from "../project.ts";
import { lintProject } from "./project.ts";

/** A schema with one collection and these pointers, on line 10. */
function schemaWith(pointers: string): string {
  return `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({ conventions: { segments: "kebab-case", separator: ":" },
  namespaces: {
    APP: { title: "app", collections: {
      user: collection({
        key: "user:{id}",
        value: z.object({ email: z.email().max(99), team: z.string().max(20).optional() }),
        pointers: {
          ${pointers}
        },
        ttl: ttl.none("users leave by themselves"),
      }),
    } },
  },
});
`;
}

const BOTH = 'byEmail: "user-email:{email}", byTeam: "user-team:{team}:{id}",';

async function problemsOf(pointers: string, beside: Readonly<Record<string, string>> = {}) {
  return lintProject({ "keyloom.schema.ts": schemaWith(pointers), ...beside });
}

describe("the key of a pointer", () => {
  test.each([
    [
      'byEmail: "user-email/{email}",',
      "keyloom.schema.ts:10:20 naming/separator",
      "user-email:{email}",
    ],
    [
      'byEmail: { key: "userEmail:{email}" },',
      "keyloom.schema.ts:10:27 naming/segment-case",
      "user-email",
    ],
  ])("is checked against the conventions: %s", async (pointers, place, mended) => {
    const found = await problemsOf(pointers);
    expect(found.map(placeAndRule)).toEqual([place]);
    expect(found[0]?.help).toContain(`\`${mended}\``);
  });

  test("must not be among those that a list reads", async () => {
    const found = await problemsOf('byEmail: "user:email:{email}",', {
      "keyloom.config.ts":
        'export default { lint: { rules: { "naming/prefix-overlap": "warning" } } };',
    });
    expect(found.map(placeAndRule)).toEqual(["keyloom.schema.ts:7:14 naming/prefix-overlap"]);
    expect(found[0]?.message).toContain("the keys of `user.byEmail` (`user:email:{email}`)");
  });
});

describe("raw access to a pointer", () => {
  test.each([
    ['env.APP.get("user-email:" + email)', "keyloom(env).APP.user.byEmail.get({ email })"],
    [
      'env.APP.getWithMetadata("user-email:" + email)',
      "keyloom(env).APP.user.byEmail.find({ email })",
    ],
    ['env.APP.put("user-email:" + email, id)', "keyloom(env).APP.user.put({ id }, value)"],
    ['env.APP.delete("user-email:" + email)', "keyloom(env).APP.user.delete({ id })"],
    ['env.APP.list({ prefix: "user-team:red:" })', "keyloom(env).APP.user.byTeam.list({ team })"],
  ])("is found, with the accessor call to use: %s", async (call, way) => {
    const found = await problemsOf(BOTH, { "worker.ts": `await ${call};\n` });
    expect(found.map(placeAndRule)).toEqual(["worker.ts:1:7 usage/raw-access"]);
    expect(found[0]?.message).toMatch(/the accessor of the pointer `user\.by\w+` \(`user-/);
    expect(found[0]?.help).toBe(`Write \`${way}\`.`);
  });
});
