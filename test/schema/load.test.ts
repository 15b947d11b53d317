import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadSchema } from "../../schema/load.ts";
import { writeProject } from "../project.ts";

test("a schema is run by Node itself where the program that loads it is compiled by ts-node", async () => {
  const { extensions } = createRequire(import.meta.url);
  onTestFinished(() => {
    delete extensions[".ts"];
  });
  extensions[".ts"] = () => {
    throw new Error("⨯ Unable to compile TypeScript");
  };
  const folder = writeProject({
    "codecs.ts": 'export const title: string = "shop";\n',
    "keyloom.schema.ts": `import { defineKv } from "keyloom";
import { title } from "./codecs.ts";
export default defineKv({ namespaces: { SHOP: { title, collections: {} } } });
`,
  });
  const { options } = await loadSchema(join(folder, "keyloom.schema.ts"));
  expect(options).toHaveProperty("namespaces.SHOP.title", "shop");
});
