import { globSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseSync } from "oxc-parser";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { generate } from "../../codegen/index.ts";
import { compileFile } from "../../schema/compile-file.ts";
import { compileErrors } from "../codegen/typescript.ts";
import { placeAndRule, REPO, writeProject } from "../project.ts";
import { type CodeBlock, codeBlocks, schemaAround } from "./code-blocks.ts";

/** The pages whose parts of schemas are compiled; the README and the page on testing are followed elsewhere. */
const PAGES = ["schema", "seeds", "existing-data", "accessors"].map((name) => `docs/${name}.md`);

const EVERY_PAGE = ["README.md", ...globSync("docs/*.md", { cwd: REPO })];

const blocks = PAGES.flatMap((page) => codeBlocks(page));

describe("a part of a schema in the docs", () => {
  const parts = blocks.filter(({ kind }) => kind === "collections" || kind === "options");

  test.each(parts.map((part) => [part.place, part] as const))(
    "has no problems: %s",
    async (_, part) => {
      const { problems } = await compileFile(schemaIn(projectOf(part), part));
      expect(problems.map((problem) => `${placeAndRule(problem)}: ${problem.message}`)).toEqual([]);
    },
  );

  test("has the intended types", () => {
    const files = parts.map((part) => schemaIn(projectOf(part), part));
    expect(errorsIn(files)).toEqual([]);
  });
});

test.each(EVERY_PAGE)("the code on %s parses", (page) => {
  const faults = codeBlocks(page).flatMap(({ place, text, kind }) => {
    const code = {
      module: text,
      collections: `({ ${text} })`,
      options: `({ ${text} })`,
      statements: `async () => { ${text} }`,
    }[kind];
    return parseSync("block.ts", code).errors.map(({ message }) => `${place}: ${message}`);
  });
  expect(faults).toEqual([]);
});

test("the code on the page about accessors compiles with accessors as it describes them", async () => {
  const page = blocks.filter(({ place }) => place.startsWith("docs/accessors.md"));
  const root = writeProject({ "keyloom.schema.ts": ACCESSORS_SCHEMA });
  const schema = join(root, "keyloom.schema.ts");
  const { model, problems } = await compileFile(schema);
  expect(problems).toEqual([]);
  writeFileSync(join(root, "kv.gen.ts"), (await generate(schema, model)).text);
  const files = page
    .filter(({ kind }) => kind === "module" || kind === "statements")
    .map(({ text, place }, index) => {
      const imports = Array.from(text.matchAll(/^import .*;$/gm), ([line]) => line).join("\n");
      const own = /^const kv\b/m.test(text) ? "" : "const kv = keyloom(env);";
      const known = imports.includes("{ keyloom }") ? "" : 'import { keyloom } from "./kv.gen.ts";';
      const exported = /^export /m.test(text);
      const rest = text.replace(/^import .*;\n/gm, "");
      const file = join(root, `block-${index}-line-${place.split(":")[1]}.ts`);
      writeFileSync(
        file,
        exported
          ? text
          : `${imports}\n${known}\n${AROUND}export async function block() {\n${own}\n${rest}}\n`,
      );
      return file;
    });
  expect(files.length).toBeGreaterThan(6);
  expect(errorsIn(files)).toEqual([]);
});

/** A project with the files that the page of a block names. */
function projectOf({ place }: CodeBlock): string {
  const page = place.split(":")[0] ?? "";
  const files = codeBlocks(page).flatMap(({ file, text }) =>
    file === undefined ? [] : [[file, text] as const],
  );
  const [repair, ...others] = files.filter(([file]) => file === "repair.ts");
  return writeProject({
    ...Object.fromEntries(files),
    ...(repair && { "repair.ts": [repair, ...others].map(([, text]) => text).join("\n") }),
    ...{ "public/index.html": "", "dist/index.html": "", "demo.ndjson": "" },
  });
}

function schemaIn(root: string, part: CodeBlock): string {
  const file = join(root, "keyloom.schema.ts");
  writeFileSync(file, schemaAround(part));
  return file;
}

/** What the compiler says, but that something is not used: a page shows how a thing is made, and no more. */
function errorsIn(files: readonly string[]): readonly string[] {
  return compileErrors(ts, files)
    .filter((error) => !/is declared but|All imports in import declaration are unused/.test(error))
    .map((error) => error.replace(/^.*\//, (path) => `${basename(path)}/`));
}

const ACCESSORS_SCHEMA = `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({
  output: "./kv.gen.ts",
  namespaces: {
    SHOP: { title: "shop", collections: {
      session: collection({
        key: "session:{userId}:{device}",
        params: { userId: z.uuid(), device: z.enum(["web", "ios"]) },
        value: z.object({ cart: z.array(z.string()) }),
        ttl: ttl.default("1h", { max: "7d" }),
      }),
      order: collection({
        key: "order:{country}:{day}:{id}",
        params: { country: z.string().length(2), day: z.date(), id: z.uuid() },
        value: z.object({ total: z.int() }),
        metadata: z.object({ total: z.int() }),
        ttl: ttl.none("orders stay"),
      }),
    } },
    APP: { title: "app", collections: {
${codeBlocks("docs/accessors.md").find(({ kind }) => kind === "collections")?.text}
      user: collection({
        key: "user:{id}",
        params: { id: z.uuid() },
        value: z.object({ email: z.email().max(200), team: z.string().max(40) }),
        pointers: { byEmail: "user-email:{email}", byTeam: "user-team:{team}:{id}" },
        ttl: ttl.none("users stay"),
      }),
    } },
  },
});
`;

/** What the page takes for known. */
const AROUND = `import type { Env } from "./kv.gen.ts";
declare const env: Env;
declare const request: Request;
declare const ctx: ExecutionContext;
declare const userId: string;
declare const email: string;
declare const params: { area: string; name: string };
declare function work(of: typeof params): Promise<{ text: string }>;
declare function ship(order: unknown): void;
declare const console: Console;
`;
