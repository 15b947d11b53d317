import type CodeBlockWriter from "code-block-writer";
import { keyPattern, specialCharacters } from "../schema/key-pattern.ts";
import type { CollectionModel, KeySegment, ParamModel } from "../schema/model.ts";
import type { Constants } from "./constants.ts";
import { fits, writeBroken, writeList } from "./layout.ts";
import { stringText } from "./literal.ts";
import type { CollectionNames } from "./names.ts";
import type { ValidatorWriter } from "./validator.ts";

/** Writes what the runtime needs to know about a collection's keys: `const sessionKey: KeySpec<…>`. */
export function writeKeySpec(
  writer: CodeBlockWriter,
  binding: string,
  collection: CollectionModel,
  names: CollectionNames,
  validators: ValidatorWriter,
  constants: Constants,
): void {
  const { segments, params } = collection.key;
  const paramsType = params.length === 0 ? "object" : names.params;
  const byName = new Map(params.map((param) => [param.name, param]));
  const templateOf = (part: readonly KeySegment[]) => keyTemplate(part, byName, constants);

  writer.write(`const ${names.stem}Key: KeySpec<${paramsType}> = `).inlineBlock(() => {
    writer.writeLine(`name: ${stringText(`${binding}.${collection.name}`)},`);
    if (params.length === 0) writer.writeLine("params: {},");
    else {
      writer.write("params: ").inlineBlock(() => {
        for (const param of params) writeParamCheck(writer, param, validators);
      });
      writer.write(",").newLine();
    }
    const [head, body] = arrow(params, templateOf(segments));
    writeBroken(writer, `build: ${head}`, `${body},`);
    const prefixes = params.map(({ name }, index) => {
      const end = segments.findIndex((segment) => "param" in segment && segment.param === name);
      return arrow(params.slice(0, index), templateOf(segments.slice(0, end)));
    });
    writePrefixes(writer, prefixes);
    writeMatch(writer, collection, names);
  });
  writer.write(";").newLine();
}

/** The two halves of an arrow function. */
type Arrow = readonly [head: string, body: string];

function arrow(params: readonly ParamModel[], body: string): Arrow {
  const names = params.map(({ name }) => name).join(", ");
  return [params.length === 0 ? "() =>" : `({ ${names} }) =>`, body];
}

function writePrefixes(writer: CodeBlockWriter, prefixes: readonly Arrow[]): void {
  const line = `prefixes: [${prefixes.map((parts) => parts.join(" ")).join(", ")}],`;
  if (fits(writer, line)) {
    writer.writeLine(line);
    return;
  }
  writer.writeLine("prefixes: [");
  writer.indent(() => {
    for (const [head, body] of prefixes) writeBroken(writer, head, `${body},`);
  });
  writer.writeLine("],");
}

/** The expression that builds a key, or the start of one. */
function keyTemplate(
  segments: readonly KeySegment[],
  params: ReadonlyMap<string, ParamModel>,
  constants: Constants,
): string {
  const parts = segments.map((segment) => {
    if ("literal" in segment) return segment.literal.replace(/[\\`]|\$(?=\{)/g, "\\$&");
    const param = params.get(segment.param);
    return param === undefined ? "" : `\${${encodeExpression(param, constants)}}`;
  });
  const text = parts.join("");
  return text.includes("${") ? `\`${text}\`` : stringText(parts.join(""));
}

/** What an imported codec is called: a parameter may well have the codec's own name. */
export function codecName({ name }: { readonly name: string }): string {
  return `${name}Codec`;
}

function encodeExpression({ name, codec }: ParamModel, constants: Constants): string {
  switch (codec.kind) {
    case "string":
      return `encodeText(${name}, ${specialConstant(codec.special, constants)})`;
    case "custom":
      return `encodeText(${codecName(codec)}.encode(${name}), ${specialConstant(codec.special, constants)})`;
    case "integer":
      return `encodeInteger(${name}, ${codec.digits})`;
    case "date":
      return `encodeDate(${name})`;
    default:
      return name;
  }
}

/** The constant for the characters to encode. Unlike a validator's, its expression is global. */
function specialConstant(special: string, constants: Constants): string {
  return constants.global("SPECIAL", `[${specialCharacters(special)}]`);
}

function writeParamCheck(
  writer: CodeBlockWriter,
  { name, codec }: ParamModel,
  validators: ValidatorWriter,
): void {
  const path = [stringText(name)];
  if (codec.kind === "custom") {
    writer.writeLine(
      `${name}: (input, issues) => customText(${codecName(codec)}, input, issues, ${path[0]}),`,
    );
    return;
  }
  if (codec.kind === "string") {
    const extra = codec.type.checks.filter(
      // `keyText` asks for a character already.
      (check) => check.check !== "min_length" || check.length > 1,
    );
    if (extra.length === 0) {
      writer.writeLine(`${name}: (input, issues) => keyText(input, issues, ${path[0]}),`);
      return;
    }
    writer.write(`${name}: (input, issues) => `).inlineBlock(() => {
      writer.writeLine(`keyText(input, issues, ${path[0]});`);
      writer.writeLine('if (typeof input !== "string") return;');
      validators.writeStringChecks({ ...codec.type, checks: extra }, "input", path);
    });
    writer.write(",").newLine();
    return;
  }
  writer.write(`${name}: (input, issues) => `).inlineBlock(() => {
    const type =
      codec.kind === "enum"
        ? ({ kind: "enum", values: codec.values } as const)
        : codec.kind === "boolean"
          ? ({ kind: "boolean" } as const)
          : codec.type;
    validators.writeChecks(type, "input", path);
  });
  writer.write(",").newLine();
}

function writeMatch(
  writer: CodeBlockWriter,
  { key }: CollectionModel,
  names: CollectionNames,
): void {
  if (key.params.length === 0) {
    writer.writeLine(`match: (key) => (key === ${stringText(key.template)} ? {} : null),`);
    return;
  }
  writer.write("match(key) ").inlineBlock(() => {
    writeBroken(writer, "const match =", `/^${keyPattern(key)}$/su.exec(key);`);
    writer.writeLine("if (match === null) return null;");
    const texts = key.params.map(({ name }) => `${name} = ""`);
    writer.writeLine(`const [, ${texts.join(", ")}] = match;`);
    const values = key.params.map((param) => decodeExpression(param, names));
    writeList(writer, ["return {", "};"], values);
  });
  writer.write(",").newLine();
}

function decodeExpression({ name, codec }: ParamModel, names: CollectionNames): string {
  const type = `${names.params}[${stringText(name)}]`;
  switch (codec.kind) {
    case "string":
      return `${name}: decodeText(${name})`;
    case "custom":
      return `${name}: decodeCustom(${codecName(codec)}, ${name}) as ${type}`;
    case "uuid":
      return name;
    case "enum":
      return `${name}: ${name} as ${type}`;
    case "boolean":
      return `${name}: ${name} === "true"`;
    case "integer":
      return `${name}: decodeInteger(${name})`;
    case "date":
      return `${name}: decodeDate(${name})`;
  }
}
