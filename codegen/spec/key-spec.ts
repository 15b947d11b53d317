import { keyPattern } from "../../schema/key-pattern.ts";
import type { KeyModel, KeySegment, ParamModel } from "../../schema/model.ts";
import type { CollectionNames } from "../names.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { beside, type Doc, list } from "../text/doc.ts";
import { propertyName, stringText, templateText } from "../text/literal.ts";
import { isOrdered } from "../types/params.ts";
import type { ImportNames } from "./module-export.ts";
import { writeParamCheck } from "./param-check.ts";
import { decodeExpression, encodeExpression } from "./param-codec.ts";

/** The local variables that hold the parameters, by the parameters' names. */
type ParamLocals = ReadonlyMap<string, string>;

/** What belongs to the keys of a collection, or of a pointer. */
type KeyNames = Pick<CollectionNames, "params" | "stem">;

/**
 * Writes what the runtime needs to know about the keys of a template: `const sessionKey: KeySpec<…>`.
 *
 * @param name what they are the keys of, for messages: `CACHE.session`.
 * @param isListed whether records are found by the start of their keys, and keys taken apart.
 */
export function writeKeySpec(
  writer: CodeWriter,
  name: string,
  key: KeyModel,
  names: KeyNames,
  scope: Scope,
  codecs: ImportNames,
  isListed: boolean,
): void {
  const locals = localsFor(key, scope);
  const arrowTo = (params: readonly ParamModel[], segments: readonly KeySegment[]) =>
    arrow(params, locals, keyTemplate(segments, key, locals, scope, codecs));
  const type = key.params.length === 0 ? "object" : names.params;
  const pattern = `${names.stem}Pattern`;
  if (isListed && key.params.length > 0) {
    writer.line(beside(`const ${pattern} =`, `/^${literalSource(keyPattern(key))}$/su;`));
    writer.blank();
  }
  writer.open(`const ${names.stem}Key: ${scope.useType("KeySpec")}<${type}> = {`);
  writer.line(`name: ${stringText(name)},`);
  if (key.params.length === 0) writer.line("params: {},");
  else {
    writer.open("params: {");
    for (const param of key.params) writeParamCheck(writer, param, scope, codecs);
    writer.close("},");
  }
  writer.line(["build: ", arrowTo(key.params, key.segments), ","]);
  // Not all Workers are to bundle what only some collections need.
  if (isListed) {
    const prefixes = key.params.map(({ name }, index) => {
      const end = key.segments.findIndex((segment) => "param" in segment && segment.param === name);
      return arrowTo(key.params.slice(0, index), key.segments.slice(0, end));
    });
    writer.line(["prefixes: ", list("[", prefixes, "]"), ","]);
    if (key.params.some(isOrdered)) writer.line(`range: ${scope.use("keyRange")},`);
    if (key.params.length === 0) {
      writer.line(`match: (key) => (key === ${stringText(key.template)} ? {} : null),`);
    } else writeMatch(writer, key, names, locals, { scope, codecs, pattern });
  }
  writer.close("};");
}

/** A regular expression's source as a literal has it: its line ends would end the expression. */
function literalSource(source: string): string {
  return /[\n\r\u2028\u2029]/.test(source) ? new RegExp(source, "su").source : source;
}

function localsFor({ params }: KeyModel, scope: Scope): ParamLocals {
  const taken = new Set(["key", "match"]);
  return new Map(
    params.map(({ name }) => {
      const local = scope.local(name, taken);
      taken.add(local);
      return [name, local];
    }),
  );
}

function arrow(params: readonly ParamModel[], locals: ParamLocals, body: string): Doc {
  if (params.length === 0) return beside("() =>", body);
  const bindings = params.map(({ name }) => binding(name, locals.get(name) ?? name));
  return beside([list("({", bindings, "})"), " =>"], body);
}

function binding(name: string, local: string): string {
  return name === local ? name : `${propertyName(name)}: ${local}`;
}

/** The expression that builds a key, or the start of one. */
function keyTemplate(
  segments: readonly KeySegment[],
  { params }: KeyModel,
  locals: ParamLocals,
  scope: Scope,
  codecs: ImportNames,
): string {
  const byName = new Map(params.map((param) => [param.name, param]));
  const [first] = segments;
  if (segments.length === 0) return '""';
  if (segments.length === 1 && first !== undefined && "literal" in first) {
    return stringText(first.literal);
  }
  const parts = segments.map((segment) => {
    if ("literal" in segment) return templateText(segment.literal);
    const param = byName.get(segment.param);
    const local = locals.get(segment.param) ?? segment.param;
    return param === undefined ? "" : `\${${encodeExpression(param, local, scope, codecs)}}`;
  });
  return `\`${parts.join("")}\``;
}

function writeMatch(
  writer: CodeWriter,
  { params }: KeyModel,
  names: KeyNames,
  locals: ParamLocals,
  { scope, codecs, pattern }: { scope: Scope; codecs: ImportNames; pattern: string },
): void {
  writer.open("match(key) {");
  writer.line(`const match = ${pattern}.exec(key);`);
  writer.line("if (match === null) return null;");
  const texts = params.map(({ name }) => `${locals.get(name)} = ""`);
  writer.line(["const ", list("[", ["", ...texts], "]"), " = match;"]);
  const values = params.map((param) => {
    const type = `${names.params}[${stringText(param.name)}]`;
    const local = locals.get(param.name) ?? param.name;
    const value = decodeExpression(param, local, type, scope, codecs);
    return value === param.name ? value : beside(`${propertyName(param.name)}:`, value);
  });
  writer.line(["return ", list("{", values, "}"), ";"]);
  writer.close("},");
}
