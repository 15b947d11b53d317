// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is linted is source code in strings
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileFile } from "../../schema/compile-file.ts";
import { allRules } from "../../src/lint/all-rules.ts";
import { checkSource } from "../../src/lint/check-source.ts";
import { LintSettings } from "../../src/lint/config/settings.ts";
import { isSourceRule } from "../../src/lint/rule.ts";
import { writeProject } from "../project.ts";
import { SHOP } from "./project.ts";

const WORKER = `
import { env as bindings } from "cloudflare:workers";
const PREFIX = \`session:\${"😀"}\` as const;
export class Worker<T extends { CACHE: unknown }> {
  static { var hoisted = bindings.CACHE; }
  constructor(private readonly env: Env, { ORDERS, ...rest }: Env = env, [first, , ...last] = []) {}
  async *run(request = this.env?.["CACHE"]!.get(PREFIX + ":web")) {
    try { for (const { CACHE: kv } of [this.env]) yield* kv.list({ prefix: "session:", ...rest }); }
    catch ({ message }) { switch (message) { case "a": { const CACHE = 1; } } }
    finally { await (<any>bindings).CACHE.put(["a", , ...last].join(":"), \`x\`); }
    return env.CACHE.delete(["settings", \`config:flag:\${await first}\`, ...last]);
  }
}
namespace Inner { enum Kind { A } export const kv = env.CACHE; }
class Store { #kv: KVNamespace; kv?: KVNamespace = null; constructor(public own: KVNamespace = x) {}
  async all({ ids, ...rest }, kv = keyloom(env)) {
    const { keys } = await this.own.list(), page = await env.ORDERS.list({ limit: 5_000, ["x"]: 1 });
    for (const { name } of page.keys) (await env.ORDERS.get(name, { type: "json" })).x;
    for await (const { params } of kv.CACHE.session.list()) await kv.CACHE.session.get(params);
    keys.forEach(function ({ name: [first] = name }) { return env.ORDERS.get(\`\${name}\`); });
    const a = await env.CACHE.get("settings"); const b = await env.CACHE.get("a" + "b");
    let n = Number(a); n++; label: do { await env.CACHE.put("settings", n as never, { expirationTtl: 60 * 1000 }); } while (n--);
    return new Response(await env.CACHE.get(\`session:\${this.userId}\`, "arrayBuffer"));
  }
}
`;

const TOKENS = [
  ...["env", ".CACHE", "?.CACHE", '["CACHE"]', ".get(", ".list({ prefix:", "CACHE", "session"],
  ...[
    "`session:${",
    "}`",
    '"settings"',
    '"',
    "`",
    "${",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "+",
    "...",
    ",",
  ],
  ...[
    ".put(",
    ".list(",
    ".keys",
    ".map(",
    "Number(",
    "+ 1",
    "++",
    "this.",
    ": KVNamespace",
    "for (const a of b)",
    "{ expirationTtl: 1 }",
    "keyloom(",
    "const ",
    "let ",
    "var ",
    "a",
    "b",
    "=",
    ";",
    "\n",
    ":",
    "=>",
    "function ",
    "class ",
    "<",
    ">",
  ],
  ...[
    "as Env",
    "😀",
    "\uE000",
    "\uD800",
    "\0",
    "/*",
    "//",
    "import ",
    "export ",
    ".join(",
    "await ",
  ],
];

/** Checks a text with all source rules; whatever the text, each place must be one in it. */
async function checker(): Promise<(text: string, name?: string) => readonly string[]> {
  const all = await allRules();
  const rules = all.filter(isSourceRule);
  const root = writeProject({ "keyloom.schema.ts": SHOP });
  const { model } = await compileFile(join(root, "keyloom.schema.ts"));
  const settings = new LintSettings(all, { preset: "strict" }, root);
  return (text, name = "a.ts") => {
    const lines = text.split("\n");
    const file = join(root, name);
    const { problems } = checkSource(
      rules,
      settings.statesFor(file),
      model,
      new Set(["CACHE", "ORDERS"]),
      file,
      text,
    );
    return problems.map(({ rule, line, column }) => {
      expect(line).toBeLessThanOrEqual(lines.length);
      expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
      return `${line}:${column} ${rule}`;
    });
  };
}

test("a program with many kinds of syntax is read", async () => {
  const check = await checker();
  expect(check(WORKER).toSorted()).toEqual([
    "10:21 usage/missing-ttl",
    // Two collections in one call.
    "11:12 usage/raw-access",
    "11:12 usage/raw-access",
    "11:29 usage/delete-many",
    "17:28 usage/list-without-cursor",
    "17:58 usage/sequential-reads",
    "18:46 usage/list-then-get",
    "18:46 usage/null-unchecked",
    "20:5 usage/floating-promise",
    "20:63 usage/list-then-get",
    "21:21 usage/raw-access",
    "21:64 usage/sequential-reads",
    "21:64 usage/unknown-key",
    "22:102 usage/option-range",
    "22:47 usage/counter",
    "22:47 usage/put-in-loop",
    "22:47 usage/raw-access",
    "23:31 usage/unknown-key",
    "23:31 usage/whole-value",
    "7:24 usage/raw-access",
  ]);
});

test("a program cut off anywhere does not stop the linter", async () => {
  const check = await checker();
  for (let end = 0; end <= WORKER.length; end++) check(WORKER.slice(0, end));
});

test("random programs do not stop the linter", async () => {
  const check = await checker();
  const program = fc.array(fc.constantFrom(...TOKENS), { maxLength: 40 });
  fc.assert(
    fc.property(program, fc.constantFrom("a.ts", "a.tsx", "a.js", "a.cjs"), (tokens, name) => {
      check(tokens.join(""), name);
    }),
    { numRuns: 3_000 },
  );
});

test("programs with removed or repeated pieces do not stop the linter", async () => {
  const check = await checker();
  const offset = fc.nat(WORKER.length);
  fc.assert(
    fc.property(offset, offset, offset, (start, end, at) => {
      check(WORKER.slice(0, at) + WORKER.slice(start, end) + WORKER.slice(at));
      check(WORKER.slice(0, start) + WORKER.slice(end));
    }),
    { numRuns: 1_000 },
  );
});

test("deep and long programs do not stop the linter", async () => {
  const check = await checker();
  const found = ["1:1 usage/raw-access"];
  const sum = Array.from({ length: 20_000 }, () => '""').join(" + ");
  expect(check(`env.CACHE.get("settings" + ${sum})`)).toEqual(found);
  expect(check(`env.CACHE.get(${"(".repeat(500)}"settings"${")".repeat(500)})`)).toEqual(found);
  check(`${"{".repeat(500)}env.CACHE.get("settings")${"}".repeat(500)}`);
  check(`env.CACHE.get(${"`${".repeat(300)}a${"}`".repeat(300)})`);
});

test("chains of thousands of operators do not stop the linter", async () => {
  const check = await checker();
  const chained = (operand: string, operator: string) =>
    Array.from({ length: 4_000 }, () => operand).join(` ${operator} `);
  for (const operator of ["||", "&&", "??", "+", "? 60 :"]) {
    const chain = chained("given", operator) + (operator === "? 60 :" ? " ? 60 : given" : "");
    check(
      `const old = await env.CACHE.get("settings", "json"); if (old && (${chain})) return;
       if (old.done || (${chain})) throw 1;
       old.done = true; await env.CACHE.put("settings", ${chain}, { expirationTtl: ${chain} });`,
    );
  }
});

test("values that are given to themselves do not stop the linter", async () => {
  const check = await checker();
  const uses = `const old = await env.CACHE.get("settings", "json"); if (old) return x;
    old.x = x; await env.CACHE.put("settings", x, { expirationTtl: x, metadata: x });`;
  for (const value of ["x ?? 1", "x || y", "{ at: x }", "[x]", "`${x}`", "x + 1", "x ? x : y"]) {
    for (const given of ["const x = ?;", "const y = ?; const x = y;", "const { x } = ?, y = x;"]) {
      check(`async function work(env) { ${given.replace("?", value)} ${uses} }`);
      check(`${given.replace("?", value)} ${uses}`);
    }
  }
});
