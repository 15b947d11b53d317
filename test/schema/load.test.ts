import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadSchema } from "../../schema/load.ts";
import { writeProject } from "../project.ts";

/** Stands for ts-node, which makes the entries of all extensions by the same function. */
function compileOtherwise(...endings: readonly string[]) {
  const { extensions } = createRequire(import.meta.url);
  const before = { ...extensions };
  onTestFinished(() => {
    for (const ending of endings) delete extensions[ending];
    Object.assign(extensions, before);
  });
  for (const ending of endings) {
    extensions[ending] = () => {
      throw new Error("⨯ Unable to compile TypeScript");
    };
  }
  return extensions;
}

test.each([
  { options: "its own options", endings: [".ts"] },
  { options: "`allowJs`", endings: [".ts", ".js"] },
])(
  "Node itself runs a schema in a program that ts-node compiles with $options",
  async ({ endings }) => {
    const extensions = compileOtherwise(...endings);
    const entries = { ...extensions };
    const folder = writeProject({
      "codecs.ts": 'export const title: string = "shop";\n',
      "keyloom.schema.ts": `import { defineKv } from "keyloom";
import { title } from "./codecs.ts";
export default defineKv({ namespaces: { SHOP: { title, collections: {} } } });
`,
    });
    const { options } = await loadSchema(join(folder, "keyloom.schema.ts"));
    expect(options).toHaveProperty("namespaces.SHOP.title", "shop");
    expect({ ...extensions }).toEqual(entries);
  },
);
