import { join } from "node:path";
import { expect, test } from "vitest";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { localIds } from "../../src/wrangler/local-ids.ts";
import { writeProject } from "../project.ts";

const JSONC = `{
  "name": "shop", // of the team
  "kv_namespaces": [
    { "binding": "BOTH", "id": "0123456789abcdef0123456789abcdef", "preview_id": "fedcba9876543210fedcba9876543210" },
    { "binding": "ID", "id": "<YOUR ID>" },
    { "binding": "NONE" },
  ],
  "env": {
    "staging": { "kv_namespaces": [{ "binding": "BOTH", "id": "5f5a5f5a5f5a5f5a5f5a5f5a5f5a5f5a" }] },
    "production": {},
  },
}`;
const TOML = `name = "shop"
[[kv_namespaces]]
binding = "BOTH"
id = "0123456789abcdef0123456789abcdef"
preview_id = "fedcba9876543210fedcba9876543210"
[env.staging]
kv_namespaces = [{ binding = "ID", id = "5f5a" }]
[env.production]
`;

test.each([
  ["wrangler.jsonc", undefined, ["BOTH", "ID", "NONE"]],
  ["wrangler.jsonc", "staging", ["BOTH"]],
  ["wrangler.jsonc", "production", []],
  ["wrangler.toml", undefined, ["BOTH"]],
  ["wrangler.toml", "staging", ["ID"]],
  ["wrangler.toml", "production", []],
])(
  "the ids of %s, environment %s, are those that wrangler itself reads",
  (name, environment, bindings) => {
    const file = join(writeProject({ [name]: name.endsWith(".toml") ? TOML : JSONC }), name);
    const { kvNamespaces = {} } = unstable_getMiniflareWorkerOptions(file, environment)
      .workerOptions as { kvNamespaces?: Record<string, { id: string }> };
    const wranglers = Object.entries(kvNamespaces).map(([binding, { id }]) => [binding, id]);
    expect(localIds(file, environment)).toEqual(Object.fromEntries(wranglers));
    expect(wranglers.map(([binding]) => binding)).toEqual(bindings);
  },
);

test.each([
  ['{ "kv_namespaces": {} }', undefined, "`kv_namespaces` is not a list"],
  [JSONC, "tests", 'it has no environment "tests"; it has: staging, production'],
])("a file that cannot be read or lacks the environment is reported", (text, environment, why) => {
  const file = join(writeProject({ "wrangler.jsonc": text }), "wrangler.jsonc");
  const reading = () => localIds(file, environment);
  expect(reading).toThrow(CannotRunError);
  expect(reading).toThrow(`the wrangler file cannot be read: ${why}`);
});
