import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { memoized } from "../../src/runtime/memo.ts";
import { createMemoryKv, type MemoryKv } from "../../src/testing/index.ts";
import { makeProject } from "../project.ts";
import { RING } from "../runtime/random-values.ts";
import { type AcceptedSchema, accept } from "./combinations/accepted.ts";
import { Play, steps } from "./combinations/play.ts";
import { schemas } from "./combinations/schemas.ts";
import { Subject } from "./combinations/subject.ts";
import { workerText } from "./combinations/worker.ts";
import { COMPILERS, compileErrors } from "./typescript.ts";

/** How many schemas are made, of up to ten collections each. The same seed makes the same ones. */
const RUNS = Number(process.env["KEYLOOM_COMBINATION_RUNS"] ?? 40);
const SEED = Number(process.env["KEYLOOM_COMBINATION_SEED"] ?? Date.now() % 2 ** 31);

const accepted: AcceptedSchema[] = [];
const project = makeProject({
  "tsconfig.json": '{ "compilerOptions": { "customConditions": ["@keyloom/source"] } }',
});
afterAll(project.remove);

beforeAll(async () => {
  for (const [index, namespaces] of fc.sample(schemas, { numRuns: RUNS, seed: SEED }).entries()) {
    const schema = await accept(join(project.path, `schema${index}`), namespaces);
    if (schema === undefined) continue;
    accepted.push(schema);
    writeFileSync(join(schema.folder, "worker.ts"), workerText(schema));
  }
});

test("the definition checks accept most random schemas", () => {
  const count = accepted.flatMap(({ collections }) => collections).length;
  expect(count).toBeGreaterThan(RUNS);
});

test.each(COMPILERS)(
  "schemas with random options and Workers that use all of them compile under TypeScript %s",
  (_, compiler) => {
    const files = accepted.map(({ folder }) => join(folder, "worker.ts"));
    const errors = compileErrors(compiler, files);
    const wrong = errors.map((error) => {
      const [, folder = "", file = "", line = 1] = /(schema\d+)\/(.*?):(\d+)/.exec(error) ?? [];
      const text = readFileSync(join(project.path, folder, file), "utf8");
      const { text: schema } = accepted.find((one) => one.folder.endsWith(`/${folder}`)) ?? {};
      return `${error}\n${text.split("\n")[Number(line) - 1]}\n\n${schema}`;
    });
    expect(wrong.slice(0, 1), `seed ${SEED}:\n${errors.join("\n")}`).toEqual([]);
  },
);

test("the generated file declares the types of its exports, for compilers that read one file at a time", () => {
  const compilerOptions = {
    isolatedDeclarations: true,
    strict: true,
    target: ts.ScriptTarget.ES2024,
  };
  for (const { folder, text } of accepted) {
    const generated = readFileSync(join(folder, "kv.gen.ts"), "utf8");
    const { diagnostics = [] } = ts.transpileDeclaration(generated, {
      compilerOptions,
      reportDiagnostics: true,
    });
    const messages = diagnostics.map(({ messageText }) => messageText);
    expect(messages, `seed ${SEED}:\n${text}`).toEqual([]);
  }
});

/** What the accessors of a Worker are made with. */
const BINDINGS: readonly (readonly [string, <Env extends object>(env: Env) => Env])[] = [
  ["", (env) => env],
  [", with a memory for one request", memoized],
];

test.each(BINDINGS)(
  "accessors with random options return what a map of records would%s",
  async (_, bound) => {
    const random = fc.sample(steps, { numRuns: accepted.length * 10, seed: SEED }).values();
    for (const { folder, text, model, collections } of accepted) {
      const { keyloom } = await import(/* @vite-ignore */ join(folder, "kv.gen.ts"));
      const kvs = model.namespaces.map(({ binding }) => [binding, createMemoryKv()] as const);
      const env = bound<Env>({ ...Object.fromEntries(kvs), KEYS: RING, OTHER_KEYS: RING });
      const accessors = keyloom(env);
      for (const collection of collections) {
        const { binding, written } = collection;
        const steps = random.next().value ?? [];
        const kv = env[binding] as MemoryKv;
        const subject = new Subject(collection, accessors[binding][written.name], kv);
        await new Play(subject).run(steps).catch((error) => {
          error.message = `seed ${SEED}: ${binding}.${written.name}: ${JSON.stringify(steps)}\n${error.message}\n${text}`;
          throw error;
        });
      }
    }
  },
);

type Env = Readonly<Record<string, MemoryKv | string>>;
