// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is linted is source code in strings
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { compileFile } from "../../schema/compile-file.ts";
import { checkSource } from "../../src/lint/check-source.ts";
import { Modules } from "../../src/lint/source/modules/modules.ts";
import { writeProject } from "../project.ts";
import { lintProject, SHOP } from "./project.ts";

type Files = Readonly<Record<string, string>>;

/** The keys of the calls in `worker.ts` that no collection has, with `…` for what is not known. */
async function unknownKeys(worker: string, files: Files = {}): Promise<readonly string[]> {
  const project = { "keyloom.schema.ts": SHOP, "src/worker.ts": worker, ...files };
  const found = await lintProject(project);
  return found
    .filter(({ rule, file }) => rule === "usage/unknown-key" && file === "src/worker.ts")
    .map(({ message }) => /has the key `(.*?)`|ends where|starts with `(.*?)`/.exec(message))
    .map((match) => match?.[1] ?? match?.[2] ?? "");
}

const asWorker = (key: string, head = "") =>
  `${head}\nexport const read = (env: Env, userId: string, parts: string[]) => env.CACHE.get(${key});`;

describe("a key is followed to where it is built", () => {
  const cases: readonly [name: string, head: string, key: string, text: string][] = [
    ["by a function", "function k(id: string) { return `wrong:${id}`; }", "k(userId)", "wrong:…"],
    [
      "by an arrow function",
      "const k = (id: string) => `wrong:${id}:web`;",
      "k(userId)",
      "wrong:…:web",
    ],
    [
      "with what it is called with",
      'const k = (a: string, b: string) => a + ":" + b;',
      'k("wrong", userId)',
      "wrong:…",
    ],
    [
      "with a default",
      'const k = (id: string, kind = "wrong") => `${kind}:${id}`;',
      "k(userId)",
      "wrong:…",
    ],
    [
      "with options",
      "const k = ({ kind, id }: Kind) => `${kind}:${id}`;",
      'k({ kind: "wrong", id: userId })',
      "wrong:…",
    ],
    [
      "of any number of parts",
      'const k = (...parts: string[]) => parts.join(":");',
      'k("wrong", userId, "a")',
      "wrong:…:a",
    ],
    [
      "of parts and more",
      'const k = (...parts: string[]) => ["wrong", ...parts].join(":");',
      'k(userId, "a")',
      "wrong:…:a",
    ],
    [
      "after constants and guards",
      'const k = (id: string) => { if (id === "") throw new Error("id"); const head = "wrong:"; return head + id; };',
      "k(userId)",
      "wrong:…",
    ],
    [
      "by functions that call each other",
      'const a = (x: string) => "wrong:" + x; const k = (x: string) => a(`b:${x}`);',
      "k(userId)",
      "wrong:b:…",
    ],
    [
      "in an object",
      "const KEYS = { session: (id: string) => `wrong:${id}` } as const;",
      "KEYS.session(userId)",
      "wrong:…",
    ],
    [
      "by a method of an object",
      "const KEYS = { session(id: string) { return `wrong:${id}`; } };",
      'KEYS["session"](userId)',
      "wrong:…",
    ],
    [
      "in a frozen object",
      'const KEYS = Object.freeze({ a: { b: "wrong" } });',
      "KEYS.a.b",
      "wrong",
    ],
    ["in an enum", 'enum Key { A = "wrong:" }', "Key.A + userId", "wrong:…"],
    [
      "by a static method",
      "class Keys { static of(id: string) { return `wrong:${id}`; } }",
      "Keys.of(userId)",
      "wrong:…",
    ],
    [
      "through a part of an object",
      "const KEYS = { a: (id: string) => `wrong:${id}` }; const { a } = KEYS;",
      "a(userId)",
      "wrong:…",
    ],
  ];
  test.each(cases)("%s", async (_, head, key, text) => {
    expect(await unknownKeys(asWorker(key, head))).toEqual([text]);
  });

  test("by a private method or a private constant of the class", async () => {
    const worker = `export class Store {
      private readonly prefix = "wrong";
      #of(id: string) { return \`\${this.prefix}:\${id}\`; }
      constructor(private readonly env: Env) {}
      read(id: string) { return this.env.CACHE.get(this.#of(id)); }
    }`;
    expect(await unknownKeys(worker)).toEqual(["wrong:…"]);
  });
});

describe("nothing is reported if a key is not certain", () => {
  const cases: readonly [name: string, head: string, key: string][] = [
    [
      "a function with two ends",
      'function k(a: boolean) { if (a) return "wrong"; return "settings"; }',
      "k(true)",
    ],
    [
      "a function that changes what it has",
      'function k(id: string) { const a = id; id = "x"; return id; }',
      'k("wrong")',
    ],
    ["an async function", 'const k = async () => "wrong";', "k()"],
    ["a generator", 'function* k() { return "wrong"; }', "k()"],
    ["an object that is changed", 'const KEYS = { a: "wrong" }; KEYS.a = "settings";', "KEYS.a"],
    [
      "an object that is added to",
      'const KEYS = { a: "wrong" }; Object.assign(KEYS, { a: "settings" });',
      "KEYS.a",
    ],
    ["an object with others spread into it", 'const KEYS = { a: "wrong", ...other };', "KEYS.a"],
    ["a getter", 'const KEYS = { get a() { return "wrong"; } };', "KEYS.a.b"],
    ["a variable", 'let k = "wrong"; k = "settings";', "k"],
    [
      "an array that may be pushed to",
      'const parts = ["wrong"]; parts.push("x");',
      'parts.join(":")',
    ],
    ["arguments after a spread", "const k = (a: string, b: string) => b;", 'k(...parts, "wrong")'],
    [
      "a method that another class may replace",
      'class K { of() { return "wrong"; } } const k = new K();',
      "k.of()",
    ],
    ["a function that calls itself", "const k = (a: string): string => k(a);", 'k("wrong")'],
    ["constants in a ring", "const a = b; const b = a;", "a"],
    [
      "a parameter of the same name",
      'const id = "wrong"; const k = (id: string) => id;',
      "k(userId)",
    ],
  ];
  test.each(cases)("%s", async (_, head, key) => {
    expect(await unknownKeys(asWorker(key, head))).toEqual([]);
  });

  test("a private constant that the constructor changes", async () => {
    const worker = `export class Store {
      private readonly key = "wrong";
      constructor(private readonly env: Env, key: string) { this.key = key; }
      read() { return this.env.CACHE.get(this.key); }
    }`;
    expect(await unknownKeys(worker)).toEqual([]);
  });
});

describe("a key is followed into the module that it is imported from", () => {
  const KEYS = "export const k = (id: string) => `wrong:${id}`;\nexport default k;";
  const cases: readonly [name: string, head: string, key: string, files: Files][] = [
    ["by a name", 'import { k } from "./keys";', "k(userId)", { "src/keys.ts": KEYS }],
    [
      "by another name",
      'import { k as key } from "./keys";',
      "key(userId)",
      { "src/keys.ts": KEYS },
    ],
    [
      "by the name of what it compiles to",
      'import { k } from "./keys.js";',
      "k(userId)",
      { "src/keys.ts": KEYS },
    ],
    ["by its own name", 'import { k } from "./keys.ts";', "k(userId)", { "src/keys.ts": KEYS }],
    ["in a folder", 'import { k } from "../lib";', "k(userId)", { "lib/index.ts": KEYS }],
    ["by default", 'import k from "./keys";', "k(userId)", { "src/keys.ts": KEYS }],
    ["as a whole", 'import * as keys from "./keys";', "keys.k(userId)", { "src/keys.ts": KEYS }],
    [
      "exported again",
      'import { k } from "./all";',
      "k(userId)",
      { "src/all.ts": 'export { k } from "./keys";', "src/keys.ts": KEYS },
    ],
    [
      "exported again under another name",
      'import { key } from "./all";',
      "key(userId)",
      { "src/all.ts": 'import { k } from "./keys"; export { k as key };', "src/keys.ts": KEYS },
    ],
    [
      "exported again with all others",
      'import { k } from "./all";',
      "k(userId)",
      {
        "src/all.ts": 'export * from "./other"; export * from "./keys";',
        "src/other.ts": "",
        "src/keys.ts": KEYS,
      },
    ],
    [
      "exported again as a whole",
      'import { keys } from "./all";',
      "keys.k(userId)",
      { "src/all.ts": 'export * as keys from "./keys";', "src/keys.ts": KEYS },
    ],
    [
      "as an object",
      'import { KEYS } from "./keys";',
      "KEYS.session(userId)",
      {
        "src/keys.ts":
          'const head = "wrong";\nexport const KEYS = { session: (id: string) => `${head}:${id}` };',
      },
    ],
    [
      "as an enum",
      'import { Key } from "./keys";',
      "`${Key.A}:${userId}`",
      { "src/keys.ts": 'export enum Key { A = "wrong" }' },
    ],
    [
      "by a path of tsconfig.json",
      'import { k } from "@/keys";',
      "k(userId)",
      {
        "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
        "src/keys.ts": KEYS,
      },
    ],
    [
      "by a path of what tsconfig.json extends",
      'import { k } from "~/keys";',
      "k(userId)",
      {
        "tsconfig.json": '{ "extends": "./base.json" }',
        "base.json": '{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }',
        "src/keys.ts": KEYS,
      },
    ],
    [
      "that knows another module",
      'import { k } from "./keys";',
      "k(userId)",
      {
        "src/keys.ts":
          'import { HEAD } from "./head";\nexport const k = (id: string) => HEAD + id;',
        "src/head.ts": 'export const HEAD = "wrong:";',
      },
    ],
  ];
  test.each(cases)("%s", async (_, head, key, files) => {
    expect(await unknownKeys(asWorker(key, head), files)).toEqual(["wrong:…"]);
  });

  const quiet: readonly [name: string, head: string, key: string, files: Files][] = [
    ["is not there", 'import { k } from "./keys";', "k(userId)", {}],
    [
      "does not parse",
      'import { k } from "./keys";',
      "k(userId)",
      { "src/keys.ts": "export const k = (id => `wrong:" },
    ],
    ["has no such export", 'import { x } from "./keys";', "x(userId)", { "src/keys.ts": KEYS }],
    [
      "is a package",
      'import { k } from "keys";',
      "k(userId)",
      { "node_modules/keys/index.ts": KEYS },
    ],
    [
      "is in another's folder of packages",
      'import { k } from "../node_modules/keys/index";',
      "k(userId)",
      { "node_modules/keys/index.ts": KEYS },
    ],
    [
      "exports a variable",
      'import { k } from "./keys";',
      "k",
      { "src/keys.ts": 'export let k = "wrong";' },
    ],
    [
      "exports what it changes",
      'import { K } from "./keys";',
      "K.a",
      { "src/keys.ts": 'export const K = { a: "wrong" }; K.a = "settings";' },
    ],
    [
      "exports what the importer changes",
      'import { K } from "./keys"; K.a = "settings";',
      "K.a",
      { "src/keys.ts": 'export const K = { a: "wrong" };' },
    ],
    [
      "exports in a ring",
      'import { k } from "./a";',
      "k(userId)",
      { "src/a.ts": 'export * from "./b";', "src/b.ts": 'export * from "./a";' },
    ],
    [
      "has a configuration that does not parse",
      'import { k } from "@/keys";',
      "k(userId)",
      { "tsconfig.json": '{ "extends": "./none.json" }', "src/keys.ts": KEYS },
    ],
  ];
  test.each(quiet)("and nothing is reported if that module %s", async (_, head, key, files) => {
    expect(await unknownKeys(asWorker(key, head), files)).toEqual([]);
  });
});

test("a TTL is followed into the module that it is imported from", async () => {
  const found = await lintProject({
    "keyloom.schema.ts": SHOP,
    "worker.ts":
      'import { MINUTE } from "./time";\nexport const save = (kv: KVNamespace, key: string) => kv.put(key, "", { expirationTtl: MINUTE / 2 });',
    "time.ts": "export const MINUTE = 60;",
  });
  expect(found.map(({ message }) => message)).toEqual(["a TTL is at least 60 s, not 30 s"]);
});

test("a check returns the other files that it used, even missing ones", async () => {
  const root = writeProject({
    "keyloom.schema.ts": SHOP,
    "tsconfig.json": '{ "extends": "./base.json" }',
    "base.json": '{ "compilerOptions": { "paths": { "@/*": ["./lib/*"] } } }',
    "src/keys.js": 'export { k } from "@/made";',
    "lib/made.ts": 'export const k = "settings";',
    "src/unused.ts": "",
  });
  const { model } = await compileFile(join(root, "keyloom.schema.ts"));
  const modules = new Modules();
  const dependenciesOf = (text: string) => {
    const path = join(root, "src/worker.ts");
    const checked = checkSource([], new Map(), model, new Set(["CACHE"]), path, text, modules);
    return [...checked.dependencies].map((file) => relative(root, file)).sort();
  };
  const imports = 'import { k } from "./keys"; import "./unused";';
  const expected = [
    ...["base.json", "lib/made.ts"],
    ...["src/keys.cts", "src/keys.js", "src/keys.mts", "src/keys.ts", "src/keys.tsx"],
    ...["src/tsconfig.json", "tsconfig.json"],
  ];
  expect(dependenciesOf(`${imports} env.CACHE.get(k);`)).toEqual(expected);
  // A file that was read already is listed again.
  expect(dependenciesOf(`${imports} env.CACHE.get(k);`)).toEqual(expected);
  expect(dependenciesOf(`${imports} env.CACHE.get("settings");`)).toEqual([]);
});
