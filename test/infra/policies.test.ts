import { expect, test } from "vitest";
import {
  keyloomPolicies,
  type PolicyOptions,
  type PolicyResource,
} from "../../infra/policies/index.ts";

const NAMESPACE = "cloudflare:index/workersKvNamespace:WorkersKvNamespace";
const PAIR = "cloudflare:index/workersKv:WorkersKv";

function resource(
  type: string,
  name: string,
  props: Record<string, unknown>,
  { stack = "prod", protect = true } = {},
): PolicyResource {
  return {
    type,
    name,
    urn: `urn:pulumi:${stack}::shop::${type}::${name}`,
    props,
    opts: { protect },
  };
}

const namespace = (title: string, options?: { stack?: string; protect?: boolean }) =>
  resource(NAMESPACE, title, { title }, options);
const pair = (keyName: string, value: string, namespaceId = "one") =>
  resource(PAIR, keyName, { keyName, value, namespaceId });

/** What the policies report of a stack, by policy. */
function violations(resources: readonly PolicyResource[], options?: PolicyOptions) {
  const found: [string, string][] = [];
  for (const policy of keyloomPolicies(options)) {
    const report = (message: string) => void found.push([policy.name, message]);
    if ("validateStack" in policy) policy.validateStack({ resources }, report);
    else for (const each of resources) policy.validateResource(each, report);
  }
  return found;
}

const names = (...args: Parameters<typeof violations>) => violations(...args).map(([name]) => name);

test("resources of KeyloomStack violate no policy", () => {
  expect(
    violations([
      namespace("shop-prod-cache"),
      namespace("shop-prod-cache_preview"),
      pair("config:flag:new-cart", '{"enabled":true}'),
      resource("aws:s3/bucket:Bucket", "x", { title: "X" }, { protect: false }),
    ]),
  ).toEqual([]);
});

test("a namespace of a kept stack must be protected, but not one of a throw-away stack", () => {
  const at = (stack: string) => [
    namespace("cache", { stack, protect: false }),
    namespace("cache_preview", { stack }),
  ];
  expect(names(at("prod"))).toEqual(["kv-namespace-protected"]);
  expect(names(at("pr-12"))).toEqual([]);
});

test("titles must follow the default convention or the team's own", () => {
  const resources = [namespace("Shop Cache"), namespace("Shop Cache_preview")];
  expect(violations(resources)[0]).toEqual([
    "kv-namespace-title",
    expect.stringContaining('The title "Shop Cache" does not match'),
  ]);
  expect(names(resources, { titles: /^Shop / })).toEqual([]);
});

test("a namespace must have a preview twin", () => {
  expect(
    violations([namespace("cache"), namespace("orders"), namespace("orders_preview")]),
  ).toEqual([
    ["kv-namespace-preview", 'The namespace "cache" has no preview twin: set `preview: true`.'],
  ]);
});

test.each([
  ["config:api-key", "x"],
  ["auth.token", "x"],
  ["DB_PASSWORD", "x"],
  ["config:a", "-----BEGIN RSA PRIVATE KEY-----\nMIIE"],
  ["config:b", "AKIAIOSFODNN7EXAMPLE"],
  ["config:c", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl"],
])(
  "a secret in a WorkersKv is found by its key or its value, and its value is not shown: %s",
  (key, value) => {
    const found = violations([pair(key, value === "x" ? "planted-value" : value)]);
    expect(found.map(([name]) => name)).toEqual(["kv-plain-secret"]);
    expect(found[0]?.[1]).toContain(JSON.stringify(key));
    expect(found[0]?.[1]).not.toContain(value === "x" ? "planted-value" : value);
  },
);

test("keys that only sound like secrets, and plain values, are not reported", () => {
  const keys = ["tokens-of-esteem:1", "monkey:1", "keyboard", "secretary:1", "session:abc"];
  expect(names(keys.map((key) => pair(key, "plain")))).toEqual([]);
});

test("many keys of one namespace must be a seed", () => {
  const pairs = Array.from({ length: 21 }, (_, nth) => pair(`user:${nth}`, "x"));
  expect(violations(pairs)).toEqual([
    [
      "kv-bulk-pairs",
      expect.stringMatching(/^21 keys of one namespace .+, and at most 20 are allowed: /),
    ],
  ]);
  expect(names([...pairs.slice(1), pair("user:x", "x", "two")])).toEqual([]);
  expect(names(pairs, { maxPairs: 21 })).toEqual([]);
});

test("a value or a namespace that a preview does not know yet hides no violation", () => {
  const unknown = (props: Record<string, unknown>, ...names: string[]) => {
    for (const name of names) {
      Object.defineProperty(props, name, {
        get: () => {
          throw new Error(`${name} can't be known during preview`);
        },
      });
    }
    return resource(PAIR, String(props["keyName"]), props);
  };
  expect(violations([unknown({ keyName: "auth:token", namespaceId: "one" }, "value")])).toEqual([
    ["kv-plain-secret", expect.stringContaining('"auth:token" names a secret')],
  ]);
  const pairs = Array.from({ length: 3 }, (_, nth) => ({
    ...unknown({ keyName: `user:${nth}`, value: "x" }, "namespaceId"),
    propertyDependencies: { namespaceId: [namespace("cache")] },
  }));
  expect(names(pairs, { maxPairs: 2 })).toEqual(["kv-bulk-pairs"]);
});

test("levels are chosen by the names of policies, and an unknown name is rejected", () => {
  const level = (options: PolicyOptions) =>
    keyloomPolicies(options).find(({ name }) => name === "kv-namespace-preview")?.enforcementLevel;
  expect(level({})).toBe("advisory");
  expect(level({ levels: { "kv-namespace-preview": "mandatory" } })).toBe("mandatory");
  expect(() => keyloomPolicies({ levels: { "kv-previews": "mandatory" } })).toThrow(
    "there is no policy kv-previews: use one of kv-namespace-protected, ",
  );
});
