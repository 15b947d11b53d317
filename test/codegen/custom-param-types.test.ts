import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCustomParamTypes } from "../../codegen/custom-param-types.ts";
import type { ParamModel } from "../../schema/key-model.ts";
import type { Model } from "../../schema/model.ts";
import { writeProject } from "../project.ts";

/** A codec module for values of a type, with what declares the type. */
function codec(type: string, declarations = ""): string {
  return `import type { CustomParamCodec } from "keyloom/runtime";
${declarations}
export const codec: CustomParamCodec<${type}> = {
  encode: (value) => String(value),
  decode: () => undefined,
};
`;
}

function modelWith(files: readonly string[]): Model {
  const params = files.map(
    (file, index): ParamModel => ({
      name: `param${index}`,
      codec: { kind: "custom", from: `./${file}`, name: "codec", special: "%:" },
    }),
  );
  const key = { template: "", segments: [], params };
  const collections = [{ key }] as unknown as Model["namespaces"][number]["collections"];
  const namespace = { binding: "KV", title: "kv", preview: false, collections };
  return { output: "./src/kv.gen.ts", namespaces: [namespace] } as unknown as Model;
}

/** The types of the codecs in some modules, by module. */
async function typesOf(files: Readonly<Record<string, string>>, names = Object.keys(files)) {
  const root = writeProject(files);
  const types = await readCustomParamTypes(modelWith(names), join(root, "keyloom.schema.ts"));
  return Object.fromEntries(names.map((name) => [name, types.get(`./${name}#codec`)]));
}

describe("the type of a custom parameter", () => {
  test("is what its codec encodes, as the generated file can name it", async () => {
    const names = {
      "bigint.ts": codec("bigint"),
      "date.ts": codec("Date"),
      "array.ts": codec("readonly [string, number]"),
      "object.ts": codec("{ a: 'x; }'; b: { c: number } }"),
      "codecs/alias.ts": codec("Country", 'export type Country = "DE" | "FR";'),
      "codecs/interface.mts": codec("Country", "export interface Country { code: string }"),
      "class.ts":
        "class Codec { encode(value: Date) { return String(value); } }\nconst codec = new Codec();\nexport { codec };",
      "plain.js":
        "export const codec = { encode: (/** @type {number} */ value) => String(value) };",
    };
    expect(await typesOf(names)).toEqual({
      "bigint.ts": "bigint",
      "date.ts": "Date",
      "array.ts": "readonly [string, number]",
      "object.ts": '{ a: "x; }"; b: { c: number } }',
      "codecs/alias.ts": 'import("../codecs/alias.ts").Country',
      "codecs/interface.mts": 'import("../codecs/interface.mts").Country',
      "class.ts": "Date",
      "plain.js": "number",
    });
  });

  test("is found behind another module that exports the codec", async () => {
    const files = {
      "index.ts": 'export { codec } from "./country.ts";',
      "country.ts": codec("Country", "export interface Country { code: string }"),
    };
    expect(await typesOf(files, ["index.ts"])).toEqual({
      "index.ts": 'import("../country.ts").Country',
    });
  });

  test("is left open if it has no name outside its module", async () => {
    const files = {
      "private.ts": codec("Country", "interface Country { code: string }"),
      "package.ts": codec("ZodType", 'import type { ZodType } from "zod";'),
      "any.ts": codec("Nothing", 'import type { Nothing } from "nowhere";'),
    };
    expect(await typesOf(files)).toEqual({
      "private.ts": undefined,
      "package.ts": undefined,
      "any.ts": undefined,
    });
  });

  test("needs no compiler if there is no such parameter", async () => {
    expect(await readCustomParamTypes(modelWith([]), "/nowhere/keyloom.schema.ts")).toEqual(
      new Map(),
    );
  });
});

describe("a module without the codec", () => {
  test.each([
    ["exports another name", "export const other = 1;"],
    ["exports what encodes nothing", "export const codec = { encode: () => 'a' };"],
    ["exports what is no codec", "export const codec = 1;"],
  ])("is rejected with its place if it %s", async (_, text) => {
    await expect(typesOf({ "codec.ts": text })).rejects.toMatchObject({
      name: "CannotRunError",
      message: "./codec.ts exports no codec `codec` whose `encode` takes a value",
      place: { file: expect.stringMatching(/codec\.ts$/), line: 1, column: 1 },
    });
  });

  test("is rejected if the module does not exist", async () => {
    await expect(typesOf({}, ["codec.ts"])).rejects.toMatchObject({
      name: "CannotRunError",
      message: "there is no module ./codec.ts with the codec `codec`",
    });
  });
});
