import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCustomParamTypes } from "../../../codegen/custom-param-types.ts";
import { generateFile } from "../../../codegen/file.ts";
import type { CustomParamTypes } from "../../../codegen/types/params.ts";
import { runChecks } from "../../../schema/checks/index.ts";
import { compileModel } from "../../../schema/compile/model.ts";
import { compileFile } from "../../../schema/compile-file.ts";
import { loadSchema } from "../../../schema/load.ts";
import { METHODS, type MethodName } from "../../../schema/method-names.ts";
import { whyNot } from "../../../schema/methods.ts";
import type { CollectionModel, Model } from "../../../schema/model.ts";
import type { DefinitionProblem } from "../../../schema/problem.ts";
import { membersText, type WrittenCollection, type WrittenNamespace } from "./schemas.ts";

/** A collection that the definition checks accept. */
export interface AcceptedCollection {
  readonly binding: string;
  readonly written: WrittenCollection;
  readonly model: CollectionModel;
  /** The methods of {@link METHODS} that its accessor has. */
  readonly methods: ReadonlySet<MethodName>;
}

/** A schema that the definition checks accept, with its generated file beside it. */
export interface AcceptedSchema {
  readonly folder: string;
  readonly text: string;
  readonly model: Model;
  readonly collections: readonly AcceptedCollection[];
}

/** All schemas have one module of codecs, in one form: the compiler has to read it once. */
let customTypes: CustomParamTypes | undefined;

/**
 * Writes a schema without the parts that the definition checks reject, and generates its file.
 *
 * @returns `undefined` if they reject all of it.
 */
export async function accept(
  folder: string,
  namespaces: readonly WrittenNamespace[],
): Promise<AcceptedSchema | undefined> {
  mkdirSync(folder);
  writeFileSync(join(folder, "functions.ts"), functionsText(namespaces));
  const draft = join(folder, "draft.schema.ts");
  writeFileSync(
    draft,
    schemaText(namespaces, () => undefined),
  );
  const problems: DefinitionProblem[] = [];
  const draftModel = compileModel((await loadSchema(draft)).options, problems);
  problems.push(...(await runChecks(draftModel)));
  rmSync(draft);
  const left = namespaces.flatMap(({ binding, collections }) => {
    const sound = collections.filter(
      ({ name }) => !problems.some(({ path }) => path[1] === binding && path[3] === name),
    );
    return sound.length === 0 ? [] : [{ binding, collections: sound }];
  });
  if (left.length === 0) return undefined;
  const methodsOf = (binding: string, collection: WrittenCollection) =>
    chosenMethods(collection, modelIn(draftModel, binding, collection.name));
  const text = schemaText(left, methodsOf);
  const file = join(folder, "keyloom.schema.ts");
  writeFileSync(file, text);
  const { model, problems: others } = await compileFile(file);
  if (others.length > 0) throw new Error(`${others.map(({ message }) => message)}\n${text}`);
  if (text.includes("param.custom")) customTypes ??= await readCustomParamTypes(model, file);
  writeFileSync(join(folder, "kv.gen.ts"), generateFile(model, "keyloom.schema.ts", customTypes));
  const collections = left.flatMap(({ binding, collections }) =>
    collections.map((written) => {
      const own = modelIn(model, binding, written.name);
      return { binding, written, model: own, methods: new Set(methodsIn(own)) };
    }),
  );
  return { folder, text, model, collections };
}

function modelIn(model: Model, binding: string, name: string): CollectionModel {
  const namespace = model.namespaces.find((one) => one.binding === binding);
  const collection = namespace?.collections.find((one) => one.name === name);
  if (collection === undefined) throw new Error(`${binding}.${name} is not in the model`);
  return collection;
}

/** The methods that the schema lets an accessor have. */
function methodsIn(collection: CollectionModel): readonly MethodName[] {
  const { methods = METHODS } = collection;
  return methods.filter((method) => whyNot(method, collection) === undefined);
}

function chosenMethods({ methods }: WrittenCollection, model: CollectionModel): string | undefined {
  if (methods === undefined) return undefined;
  const chosen = methodsIn(model).filter((_, index) => methods[index]);
  return `[${chosen.map((method) => `"${method}"`).join(", ")}]`;
}

function schemaText(
  namespaces: readonly WrittenNamespace[],
  methodsOf: (binding: string, collection: WrittenCollection) => string | undefined,
): string {
  const types: string[] = [];
  const members = namespaces.map(({ binding, collections }) => {
    const texts = collections.map((collection) => {
      const { id, isAssets, metadata, name, options, value } = collection;
      const methods = methodsOf(binding, collection);
      const own = { ...options, ...(methods !== undefined && { methods }) };
      if (isAssets) return `      ${name}: assets({ ${membersText(own)} }),\n`;
      // The Worker compares the generated types with zod's.
      for (const [part, type] of Object.entries({ value, metadata })) {
        if (type === undefined || type.schema === "") continue;
        types.push(`export const ${part}${id} = ${type.schema};\n`);
        Object.assign(own, { [part]: `${part}${id}` });
      }
      return `      ${name}: collection({ ${membersText(own)} }),\n`;
    });
    return `    ${binding}: { title: "${binding}-{stage}", collections: {\n${texts.join("")}    } },\n`;
  });
  const body = `${types.join("")}export default defineKv({\n  output: "./kv.gen.ts",\n  namespaces: {\n${members.join("")}  },\n});\n`;
  const used = ["assets", "collection", "defineKv", "gzip", "param", "sealed", "ttl"].filter(
    (name) => new RegExp(`(?<![\\w."])${name}[.(]`).test(body),
  );
  const zod = /\bz\./.test(body) ? 'import { z } from "zod";\n' : "";
  return `import { ${used.join(", ")} } from "keyloom";\n${zod}${body}`;
}

/** The author's module: a codec, and functions that repair and upgrade values. */
function functionsText(namespaces: readonly WrittenNamespace[]): string {
  const own = namespaces.flatMap(({ collections }) =>
    collections.flatMap(({ id, isAssets, value, options: { version = "1" } }) => {
      if (isAssets) return [];
      const stored = `() => (${value.values[0]?.stored})`;
      return [
        `export const repair${id}: Repair = ${stored};`,
        ...[1, 2].map((from) => {
          const made = from === Number(version) - 1 ? stored : "(old: unknown) => ({ old })";
          return `export const upcast${from}${id}: Upcast = ${made};`;
        }),
      ];
    }),
  );
  return `import type { CustomParamCodec, Repair, Upcast } from "keyloom/runtime";

export interface Country {
  readonly code: string;
}

export const country: CustomParamCodec<Country> = {
  encode: ({ code }) => code,
  decode: (text) => (/^[A-Z]{2}$/.test(text) ? { code: text } : undefined),
};
${own.join("\n")}
`;
}
