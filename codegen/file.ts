import { posix } from "node:path";
import CodeBlockWriter from "code-block-writer";
import type { CollectionModel, Model, NamespaceModel, ParamCodec } from "../schema/model.ts";
import { type CustomParamTypes, writeCollectionSpec, writeCollectionTypes } from "./collection.ts";
import { Constants } from "./constants.ts";
import { codecName, writeKeySpec } from "./key-functions.ts";
import { type CollectionNames, nameCollections, namespaceName } from "./names.ts";
import { writeDoc } from "./type-text.ts";
import { ValidatorWriter } from "./validator.ts";

const WRITER_OPTIONS = { indentNumberOfSpaces: 2, newLine: "\n" } as const;

/** What the runtime exports that generated code may use, and how it looks where it is used. */
const RUNTIME_EXPORTS: Readonly<Record<string, RegExp>> = {
  bytes: /codec: bytes,/,
  Collection: /new Collection\(/,
  "type CollectionSpec": /: CollectionSpec</,
  customText: /customText\(/,
  decodeCustom: /decodeCustom\(/,
  decodeDate: /decodeDate\(/,
  decodeInteger: /decodeInteger\(/,
  decodeText: /decodeText\(/,
  encodeDate: /encodeDate\(/,
  encodeInteger: /encodeInteger\(/,
  encodeText: /encodeText\(/,
  firstMatch: /firstMatch\(/,
  "type GetOptions": /\?: GetOptions\)/,
  isMultipleOf: /isMultipleOf\(/,
  isRecord: /isRecord\(/,
  "type Issue": /issues: Issue\[\]/,
  json: /codec: json,/,
  "type KeySpec": /: KeySpec</,
  keyText: /keyText\(/,
  "type KVNamespace": /: KVNamespace;/,
  prefixIssues: /prefixIssues\(/,
  Singleton: /new Singleton\(/,
  text: /codec: text,/,
  "type Ttl": /: Ttl\b/,
  wrongType: /wrongType\(/,
};

/** A collection with its namespace and its names. */
interface Named {
  readonly binding: string;
  readonly collection: CollectionModel;
  readonly names: CollectionNames;
}

/**
 * Makes the text of the generated file from the model alone: the same model gives the same bytes.
 *
 * @param schemaName the schema file's name, for the header.
 * @param customTypes the types of custom parameters, which only their modules know.
 */
export function generateFile(
  model: Model,
  schemaName: string,
  customTypes: CustomParamTypes = new Map(),
): string {
  const names = nameCollections(model);
  const collections = model.namespaces.flatMap(({ binding, collections }) =>
    collections.flatMap((collection): Named[] => {
      const own = names.get(`${binding}.${collection.name}`);
      return own === undefined ? [] : [{ binding, collection, names: own }];
    }),
  );
  const constants = new Constants();
  const implementations = collections.map((named) => writeImplementation(named, constants));
  const text = [
    writeEnv(model),
    ...collections.map(({ collection, names }) =>
      written((writer) => writeCollectionTypes(writer, collection, names, customTypes)),
    ),
    writeNamespaces(model.namespaces, collections),
    written((writer) => constants.write(writer)),
    ...implementations,
  ]
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join("\n\n");
  return `${header(schemaName)}\n${imports(text, model)}\n${text}\n`;
}

function header(schemaName: string): string {
  return [
    `// Made from ${schemaName} by \`keyloom generate\`. Change that file and run the command again.`,
    "// biome-ignore-all format lint assist: made by a program",
    "/* eslint-disable */",
    "",
  ].join("\n");
}

function imports(text: string, model: Model): string {
  const lines = Object.entries(RUNTIME_EXPORTS).flatMap(([name, use]) =>
    use.test(text) ? [`  ${name},\n`] : [],
  );
  const runtime = `import {\n${lines.join("")}} from "keyloom/runtime";\n`;
  const customs = customCodecs(model).map(
    (codec) =>
      `import { ${codec.name} as ${codecName(codec)} } from ${JSON.stringify(codec.from)};\n`,
  );
  return [runtime, ...new Set(customs)].join("");
}

/** The custom codecs of a model, their modules relative to the generated file. */
function customCodecs(model: Model): Extract<ParamCodec, { kind: "custom" }>[] {
  const folder = posix.dirname(posix.normalize(model.output));
  return model.namespaces
    .flatMap(({ collections }) => collections)
    .flatMap(({ key }) => key.params)
    .flatMap(({ codec }) => {
      if (codec.kind !== "custom") return [];
      const from = posix.relative(folder, posix.normalize(codec.from));
      return [{ ...codec, from: from.startsWith(".") ? from : `./${from}` }];
    });
}

function writeEnv(model: Model): string {
  return written((writer) => {
    writeDoc(writer, "The KV bindings of the Worker.");
    writer.write("export interface Env ").inlineBlock(() => {
      for (const { binding, title, description } of model.namespaces) {
        writeDoc(writer, description ?? `The namespace \`${title}\`.`);
        writer.writeLine(`readonly ${binding}: KVNamespace;`);
      }
    });
  });
}

/** The interfaces that join the accessors, and the function that makes them. */
function writeNamespaces(namespaces: readonly NamespaceModel[], named: readonly Named[]): string {
  const of = (wanted: string) => named.filter(({ binding }) => binding === wanted);
  return written((writer) => {
    for (const { binding } of namespaces) {
      writeDoc(writer, `The collections of \`${binding}\`.`);
      writer.write(`export interface ${namespaceName(binding)} `).inlineBlock(() => {
        for (const { collection, names } of of(binding)) {
          writeDoc(writer, collection.description ?? `\`${collection.key.template}\``);
          writer.writeLine(`readonly ${collection.name}: ${names.accessor};`);
        }
      });
      writer.blankLine();
    }
    writeDoc(writer, "All collections, by binding.");
    writer.write("export interface Keyloom ").inlineBlock(() => {
      for (const { binding } of namespaces) {
        writer.writeLine(`readonly ${binding}: ${namespaceName(binding)};`);
      }
    });
    writer.blankLine();
    writeDoc(writer, "Binds the collections to the namespaces of one request's `env`.");
    writer.write("export function keyloom(env: Env): Keyloom ").inlineBlock(() => {
      writer.write("return ").inlineBlock(() => {
        for (const { binding } of namespaces) {
          writer.write(`${binding}: `).inlineBlock(() => {
            for (const { collection, names } of of(binding)) {
              const kind = collection.key.params.length === 0 ? "Singleton" : "Collection";
              writer.writeLine(
                `${collection.name}: new ${kind}(env.${binding}, ${names.stem}Spec),`,
              );
            }
          });
          writer.write(",").newLine();
        }
      });
      writer.write(";").newLine();
    });
  });
}

function writeImplementation({ binding, collection, names }: Named, constants: Constants): string {
  return written((writer) => {
    const validators = new ValidatorWriter(writer, constants);
    writeDoc(writer, `\`${collection.key.template}\``);
    writeKeySpec(writer, binding, collection, names, validators, constants);
    writer.blankLine();
    validators.writeFunction(`check${names.value}`, collection.value, names.value);
    writer.blankLine();
    if (collection.metadata !== undefined) {
      validators.writeFunction(`check${names.metadata}`, collection.metadata, names.metadata);
      writer.blankLine();
    }
    writeCollectionSpec(writer, collection, names);
  });
}

function written(write: (writer: CodeBlockWriter) => void): string {
  const writer = new CodeBlockWriter(WRITER_OPTIONS);
  write(writer);
  return writer.toString();
}
