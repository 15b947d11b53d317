import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { writeProject } from "../project.ts";

/** A program that loads a schema, as one of Pulumi's does, and prints which languages of zod that took. */
const PROGRAM = `
import { registerHooks } from "node:module";
const loaded = [];
registerHooks({
  load(url, context, next) {
    const [, language] = /\\/zod\\/v4\\/locales\\/([\\w-]+)\\.js$/.exec(url) ?? [];
    if (language !== undefined) loaded.push(language);
    return next(url, context);
  },
});
const { loadStackSchema } = await import("keyloom/pulumi");
const { model } = await loadStackSchema("keyloom.schema.ts");
const bySchema = [...loaded];
const all = Object.keys(await import("zod/v4/locales")).length;
console.log(JSON.stringify({ bindings: model.namespaces.map(({ binding }) => binding), bySchema, all }));
`;

function languagesOf(first: string): unknown {
  const path = writeProject({
    "program.mjs": PROGRAM,
    "keyloom.schema.ts": `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
${first}
export default defineKv({ namespaces: { APP: { title: "app", collections: { user: collection({
  key: "user:{id}", params: { id: z.string().max(9) }, value: z.int(), ttl: ttl.fixed("1h"),
}) } } } });
`,
  });
  const printed = execFileSync(process.execPath, ["--no-warnings", "program.mjs"], {
    cwd: path,
    encoding: "utf8",
  });
  return JSON.parse(printed);
}

test("a schema loads only the zod languages that it asks for into a Pulumi program", () => {
  const bindings = ["APP"];
  const all = expect.toSatisfy((languages: number) => languages > 40);
  // Zod's own language is that of its classic part.
  expect(languagesOf("")).toEqual({ bindings, bySchema: ["en"], all });
  expect(languagesOf("z.config(z.locales.de());")).toEqual({
    bindings,
    bySchema: ["en", "de"],
    all,
  });
});
