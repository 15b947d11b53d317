import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { readConfiguration } from "../../infra/configuration.ts";
import { isThrowAway } from "../../infra/throw-away.ts";

const ACCOUNT = "0123456789abcdef0123456789abcdef";

function read(config: Readonly<Record<string, string>>) {
  pulumi.runtime.setAllConfig({ "keyloom:accountId": ACCOUNT, "other:key": "x", ...config });
  return readConfiguration();
}

test("only the account is required, and everything else can be set", async () => {
  await pulumi.runtime.setMocks(
    { newResource: () => ({ id: "", state: {} }), call: () => ({}) },
    "keyloom",
    "staging",
  );
  expect(read({})).toEqual({
    accountId: ACCOUNT,
    schema: undefined,
    stage: "staging",
    prune: false,
    skipInvalid: false,
    throwAway: undefined,
    adopt: {},
    baseUrl: undefined,
  });
  expect(
    read({
      "keyloom:schema": "kv.ts",
      "keyloom:stage": "live",
      "keyloom:prune": "true",
      "keyloom:skipInvalid": "true",
      "keyloom:throwAway": "false",
      "keyloom:adopt": '{"CACHE":"abc"}',
      "cloudflare:baseUrl": "http://127.0.0.1:4321/client/v4",
    }),
  ).toEqual({
    accountId: ACCOUNT,
    schema: "kv.ts",
    stage: "live",
    prune: true,
    skipInvalid: true,
    throwAway: false,
    adopt: { CACHE: "abc" },
    baseUrl: "http://127.0.0.1:4321/client/v4",
  });
});

test.each([
  ["keyloom:accountId", "me@example.com", "which is not a Cloudflare account's id"],
  [
    "keyloom:acount",
    "x",
    "there is no configuration keyloom:acount: use one of keyloom:accountId, ",
  ],
  ["keyloom:prune", "yes", "keyloom:prune"],
  ["keyloom:skipInvalid", "yes", "keyloom:skipInvalid"],
  ["keyloom:drift", "all", "keyloom:drift"],
  ["keyloom:throwAway", "no", "keyloom:throwAway"],
  ["keyloom:adopt", "CACHE=abc", "keyloom:adopt"],
  ["cloudflare:baseUrl", "127.0.0.1:4321", "which is not a URL such as http://127.0.0.1:4321/"],
])("%s as %j is rejected", (name, value, why) => {
  expect(() => read({ [name]: value })).toThrow(pulumi.RunError);
  expect(() => read({ [name]: value })).toThrow(why);
});

test("stages of one developer, one pull request or one test run are throw-away stages, and others are kept", () => {
  const thrown = ["dev", "Dev", "dev-anna", "dev2", "pr-123", "pr123", "test", "ci/4", "preview.x"];
  expect(thrown.filter((stage) => !isThrowAway(stage))).toEqual([]);
  const kept = ["prod", "production", "staging", "live", "devices", "pricing", "tests", "main"];
  expect(kept.filter(isThrowAway)).toEqual([]);
});
