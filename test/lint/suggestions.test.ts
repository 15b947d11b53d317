// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is linted is source code in strings
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runKeyloom } from "../cli/run-keyloom.ts";
import { writeProject } from "../project.ts";
import { compiledBeside, fixingProject } from "./fixing.ts";
import { lintProject, SHOP } from "./project.ts";

const SUGGESTED = { fixes: false, suggestions: true };

/** A Worker's function around a statement, in which nothing but the statement is wrong. */
function worker(statement: string): string {
  return `export async function handle(env: Env, userId: string, device: "web" | "ios") {
  const session = { userId, device };
  ${statement}
  return session;
}
`;
}

const KEYS = [
  ['env.CACHE.get("sesion:1:web")', 'env.CACHE.get("session:1:web")'],
  ["env.CACHE.get('Session:1:web')", "env.CACHE.get('session:1:web')"],
  ["env.CACHE.get(`SESSION:${userId}:web`)", "env.CACHE.get(`session:${userId}:web`)"],
  [
    'env.CACHE.delete("sesion:" + userId + ":web")',
    'env.CACHE.delete("session:" + userId + ":web")',
  ],
  ["env.CACHE.get(`confg:flags:${userId}`)", "env.CACHE.get(`config:flag:${userId}`)"],
  ["env.CACHE.get(`}`.length ? `sttings` : ``)", undefined],
  ["env.CACHE.get(`sttings`)", "env.CACHE.get(`settings`)"],
  ['env.CACHE.get(["settings", "sttings"])', 'env.CACHE.get(["settings", "settings"])'],
  ['env.CACHE.list({ prefix: "sessions:" })', 'env.CACHE.list({ prefix: "session:" })'],
  // Not all of the key is known, or right after the change.
  ['env.CACHE.get("session:1")', undefined],
  ["env.CACHE.get(`sesion:${userId}`)", undefined],
  ['env.CACHE.get("sesion:1:wbe")', undefined],
  ['env.CACHE.get("s\\u0065sion:1:web")', undefined],
  ["env.CACHE.get(`sesion:\\u0031:${device}`)", undefined],
  ['const KEY = "sesion:1:web"; await env.CACHE.get(KEY)', undefined],
  ['env.CACHE.get("invoice:1")', undefined],
  ['env.CACHE.delete("order:0b3a2d52-5d2e-4c3b-9b1f-0d4c7a1e2f33")', undefined],
] as const;

describe("a suggestion for a key that is nearly one of a collection", () => {
  test.each(KEYS)("%s → %s", async (before, after) => {
    const call = (text: string) => worker(text.startsWith("const") ? `${text};` : `await ${text};`);
    const found = await lintProject({ "keyloom.schema.ts": SHOP, "worker.ts": call(before) });
    const suggested = found.flatMap(({ rule, suggestions = [] }) =>
      rule === "usage/unknown-key" ? suggestions : [],
    );
    expect(suggested).toHaveLength(after === undefined ? 0 : 1);
    const fixed = await fixingProject(SUGGESTED);
    expect(await fixed(call(before))).toBe(call(after ?? before));
  });

  test("stands beside the way out, and says what the key becomes", async () => {
    const source = worker("await env.CACHE.get(`sesion:${userId}:web`);");
    const [problem] = await lintProject({ "keyloom.schema.ts": SHOP, "worker.ts": source });
    const start = source.indexOf("sesion");
    expect(problem).toMatchObject({
      help: "Did you mean `session:{userId}:{device}`?",
      suggestions: [
        { title: "Write `session:…:web`.", edits: [{ start, end: start + 6, text: "session" }] },
      ],
    });
  });
});

test("what is suggested compiles as what stood there did", async () => {
  const changed = KEYS.flatMap(([before, after]) => (after === undefined ? [] : [[before, after]]));
  const [before, after] = [0, 1].map((at) => changed.map((pair) => worker(`await ${pair[at]};`)));
  const errors = await compiledBeside(before ?? [], after ?? []);
  expect(errors).toEqual({ before: [], after: [] });
});

describe("`keyloom lint --fix-suggestions`", () => {
  const SOURCE = 'await env.CACHE.get("sesion:1:web"); // keyloom-ignore usage/counter: why\n';
  const project = () => writeProject({ "keyloom.schema.ts": SHOP, "worker.ts": SOURCE });
  const textIn = (root: string) => readFileSync(join(root, "worker.ts"), "utf8");

  test("alone makes suggestions, which `--fix` does not", async () => {
    const root = project();
    const before = await runKeyloom(root, "lint", "--fix");
    expect(textIn(root)).toBe('await env.CACHE.get("sesion:1:web");\n');
    expect(before.stdout).toContain("\nsuggestion: Write `session:1:web`.\n");
    expect(before.stdout).toMatch(
      /\n1 error; 1 of them can be mended with `--fix-suggestions`, which may change what the code does\n$/,
    );
    await runKeyloom(root, "lint", "--fix-suggestions");
    expect(textIn(root)).toBe('await env.CACHE.get("session:1:web");\n');
  });

  test("leaves what is not suggested, and shows what it would do in JSON alone", async () => {
    const root = project();
    const { stdout } = await runKeyloom(root, "lint", "--format=json");
    const edits = [{ start: 21, end: 27, text: "session" }];
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({
        rule: "usage/unknown-key",
        suggestions: [{ title: "Write `session:1:web`.", edits }],
      }),
    );
    const sarif = JSON.parse((await runKeyloom(root, "lint", "--format=sarif")).stdout);
    const fixes = sarif.runs[0].results.flatMap((result: { fixes?: [] }) => result.fixes ?? []);
    expect(fixes).toHaveLength(1);
    await runKeyloom(root, "lint", "--fix-suggestions");
    expect(textIn(root)).toBe(SOURCE.replace("sesion", "session"));
  });
});
