import { basename, dirname, resolve } from "node:path";
import type { Model, ModuleExportModel } from "../schema/model.ts";
import { writingOf } from "../schema/type/writing.ts";
import { GENERATED_MARK } from "./generated-mark.ts";
import { type NamedCollection, nameModel } from "./names.ts";
import { writeEnv, writeKeyloom, writeNamespace } from "./namespaces.ts";
import { Scope } from "./scope.ts";
import { functionsOf, writeCollectionSpec } from "./spec/collection-spec.ts";
import { declareImports, type ImportNames, importedName } from "./spec/module-export.ts";
import { customCodecs } from "./spec/param-codec.ts";
import { SECRET, secretsOf } from "./spec/value-codec.ts";
import { specifierOf } from "./specifier.ts";
import { type CodeWriter, written } from "./text/code-writer.ts";
import { list } from "./text/doc.ts";
import { stringText } from "./text/literal.ts";
import { writeCollectionTypes } from "./types/collection-types.ts";
import { commonEntries } from "./types/entry.ts";
import { commonMethods } from "./types/methods/common-methods.ts";
import type { CustomParamTypes } from "./types/params.ts";
import { ttlBoundsIn, writeTtl } from "./types/ttl.ts";
import { writeEncoder, writeValidator } from "./validator/index.ts";

/**
 * Makes the text of the generated file only from the model: the same model yields the same bytes.
 *
 * @param schemaFile its path: what is imported is relative to it, and may be in a folder beside its own.
 * @param customTypes the types of custom parameters, which only their modules know.
 */
export function generateFile(
  model: Model,
  schemaFile: string,
  customTypes: CustomParamTypes = new Map(),
): string {
  const ttls = ttlBoundsIn(model);
  const names = nameModel(model, ttls.keys());
  const scope = new Scope();
  const collections = model.namespaces.flatMap(({ binding, collections }) =>
    collections.flatMap((collection): NamedCollection[] => {
      const own = names.collections.get(`${binding}.${collection.name}`);
      return own === undefined ? [] : [{ binding, collection, names: own }];
    }),
  );
  for (const { names } of collections) {
    scope.reserve(`${names.stem}Spec`);
    for (const name of [names.value, names.metadata]) {
      scope.reserve(`check${name}`);
      scope.reserve(`encode${name}`);
    }
  }
  if (secretsOf(model).size > 0) scope.reserve(SECRET);
  const customs = customCodecs(model);
  // A parameter may have the same name as the codec.
  const codecs = declareImports(customs, scope, "Codec");
  const functions = functionsOf(model);
  const functionNames = declareImports(functions, scope);
  const implementations = collections.map((named) =>
    implementation(named, scope, codecs, functionNames),
  );
  const all = collections.map(({ collection }) => collection);
  const methods = commonMethods(all, names, scope);
  const entries = commonEntries(all, names);
  const customParams = { codecs, types: customTypes };
  const folder = dirname(schemaFile);
  const output = resolve(folder, model.output);
  const specifier = (module: string) => specifierOf(resolve(folder, module), output);
  const parts = [
    written((writer) => writeEnv(writer, model, scope)),
    ...[...ttls].map(([name, ttl]) => written((writer) => writeTtl(writer, name, ttl, scope))),
    ...new Set([...methods.values(), ...entries.values()].map(({ text }) => text)),
    ...collections.map(({ collection, names }) => {
      const common = { methods: methods.get(collection), entry: entries.get(collection) };
      return written((writer) =>
        writeCollectionTypes(writer, collection, names, scope, customParams, common),
      );
    }),
    ...model.namespaces.map((namespace) =>
      written((writer) => writeNamespace(writer, namespace, names, collections)),
    ),
    written((writer) => writeKeyloom(writer, model, names, collections, scope)),
    written((writer) => scope.writeConstants(writer)),
    ...implementations,
  ];
  const sections = [
    header(basename(schemaFile)),
    written((writer) => {
      scope.writeImport(writer);
      scope.writeSchemaImports(writer, specifier(basename(schemaFile)));
      writeModuleImports(writer, specifier, [
        ...customs.map((codec) => ({ ...codec, local: importedName(codec, codecs) })),
        ...functions.map((one) => ({ ...one, local: importedName(one, functionNames) })),
      ]);
    }),
    ...parts.filter((part) => part !== ""),
  ];
  // Not added to the whole text, which V8 would then copy once more when it is read piece by piece.
  sections.push(`${sections.pop()}\n`);
  return sections.join("\n\n");
}

function implementation(
  named: NamedCollection,
  scope: Scope,
  codecs: ImportNames,
  functionNames: ImportNames,
): string {
  return written((writer) => {
    const { binding, collection, names } = named;
    const { value, metadata } = collection;
    for (const [part, type] of Object.entries({ value, metadata })) {
      if (type === undefined) continue;
      const validated = {
        result: names[part as "value" | "metadata"],
        type,
        recursiveNames: names.recursive[part as "value" | "metadata"],
        place: `${binding}.${collection.name}.${part}`,
      };
      writeValidator(writer, scope, validated);
      writer.blank();
      if (writingOf(type) !== "encoded") continue;
      writeEncoder(writer, scope, validated);
      writer.blank();
    }
    writeCollectionSpec(writer, named, scope, codecs, functionNames);
  });
}

function header(schemaName: string): string {
  return [
    `${GENERATED_MARK}${schemaName} by \`keyloom generate\`. Change that file and run the command again.`,
    "// biome-ignore-all format lint assist: made by a program",
    "/* eslint-disable */",
    // ESLint warns of a directive that disables nothing. This rule always reports something, whichever others are on.
    '/* eslint max-lines: ["warn", 4] -- so there is always something to disable */',
  ].join("\n");
}

/** Imports what the author's own modules export. */
function writeModuleImports(
  writer: CodeWriter,
  specifier: (module: string) => string,
  imports: readonly (ModuleExportModel & { readonly local: string })[],
): void {
  for (const [from, exports] of Map.groupBy(imports, ({ from }) => specifier(from))) {
    const names = exports.map(({ name, local }) => (name === local ? name : `${name} as ${local}`));
    writer.line([list("import {", [...new Set(names)], "}"), ` from ${stringText(from)};`]);
  }
}
