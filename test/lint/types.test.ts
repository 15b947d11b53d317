import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runKeyloom } from "../cli/run-keyloom.ts";
import { placeAndRule, writeProject } from "../project.ts";
import { lintProject, SHOP } from "./project.ts";

const TYPES = {
  "worker-configuration.d.ts": `interface KVNamespace {
  get(key: string): Promise<string | null>;
  put(key: string, value: string, options?: { expirationTtl?: number }): Promise<void>;
}
interface Env { CACHE: KVNamespace; ORDERS: KVNamespace }
`,
  "tsconfig.json": '{ "compilerOptions": { "strict": true }, "include": ["**/*.ts"] }',
};
const CONFIG = "export default { lint: { types: true } };";

/** What is found in one file that syntax cannot decide on, with types and without. */
async function foundWith(files: Readonly<Record<string, string>>) {
  const project = { "keyloom.schema.ts": SHOP, ...TYPES, ...files };
  const without = await lintProject(project);
  const found = await lintProject({ ...project, "keyloom.config.ts": CONFIG });
  return { without: without.map(placeAndRule), with: found.map(placeAndRule) };
}

test.each([
  [
    "a parameter whose type comes from where the function is given",
    'import { onRequest } from "./hooks.ts";\nonRequest(async (store) => {\n  await store.put("token:1", "x");\n});\n',
    "a.ts:3:9 usage/missing-ttl",
  ],
  [
    "what a generic function gives",
    'import { first } from "./hooks.ts";\nexport const save = (env: Env) =>\n  first([env.CACHE, env.ORDERS])?.put("token:1", "x");\n',
    "a.ts:3:3 usage/missing-ttl",
  ],
  [
    "a property of a class whose type is a parameter of it",
    'export class Store<S extends KVNamespace> {\n  readonly inner = { of: null as S | null };\n  save(token: string) {\n    return this.inner.of?.put("token:1", token);\n  }\n}\n',
    "a.ts:4:12 usage/missing-ttl",
  ],
  [
    "what a function of another module gives, whose type is inferred",
    'import { open } from "./hooks.ts";\nexport async function save(env: Env) {\n  const { tokens } = await open(env);\n  await tokens.put("token:1", "x");\n}\n',
    "a.ts:4:9 usage/missing-ttl",
  ],
])("with `types`, KV is known as %s", async (_, source, finding) => {
  const hooks = `export declare function onRequest(run: (store: KVNamespace) => Promise<void>): void;
export const first = <T>(all: readonly T[]): T | undefined => all[0];
export const open = async (env: Env) => ({ tokens: first([env.CACHE]) ?? first([env.ORDERS])! });
`;
  expect(await foundWith({ "a.ts": source, "hooks.ts": hooks })).toEqual({
    without: [],
    with: [finding],
  });
});

test("an object with methods of the same names is not KV", async () => {
  const source = `interface Shelf { put(key: string, value: string): Promise<void> }
export async function save(shelf: Shelf, all: Map<string, Shelf>, some: any, gone: Missing) {
  await shelf.put("token:1", "x");
  await all.get("token:1")?.put("token:1", "x");
  await some.put("token:1", "x");
  await gone.put("token:1", "x");
}
`;
  expect(await foundWith({ "a.ts": source })).toEqual({ without: [], with: [] });
});

test("without a tsconfig, or with a broken one, types are known as far as possible", async () => {
  const source = `interface KVNamespace { put(key: string, value: string): Promise<void> }
export const save = (all: readonly KVNamespace[]) => all.map((each) => each.put("token:1", "x"));
`;
  const project = { "keyloom.schema.ts": SHOP, "keyloom.config.ts": CONFIG, "a.ts": source };
  for (const tsconfig of [
    {},
    { "tsconfig.json": "{ no" },
    { "tsconfig.json": '{ "extends": "./no" }' },
  ]) {
    const found = await lintProject({ ...project, ...tsconfig });
    expect(found.map(placeAndRule)).toEqual(["a.ts:2:72 usage/missing-ttl"]);
  }
});

test("types are read again in each run, whatever has changed", async () => {
  const root = writeProject({
    "package.json": "{}",
    "node_modules/.keep": "",
    "keyloom.schema.ts": SHOP,
    "keyloom.config.ts": CONFIG,
    ...TYPES,
    "hooks.ts": "export declare function use(run: (store: KVNamespace) => void): void;\n",
    "a.ts": 'import { use } from "./hooks.ts";\nuse((store) => store.put("token:1", "x"));\n',
  });
  for (const _ of [1, 2]) {
    const { stdout } = await runKeyloom(root, "lint");
    expect(stdout).toContain("usage/missing-ttl");
  }
  writeFileSync(
    join(root, "hooks.ts"),
    "export declare function use(run: (store: Map<string, string>) => void): void;\n",
  );
  expect((await runKeyloom(root, "lint")).stdout).toBe("No problems found\n");
  rmSync(join(root, "worker-configuration.d.ts"));
  expect((await runKeyloom(root, "lint")).exitCode).toBe(0);
});
