import { secretOf } from "../../schema/codec.ts";
import { isListed } from "../../schema/methods.ts";
import type { CollectionModel, Model, ModuleExportModel, TtlModel } from "../../schema/model.ts";
import type { TypeModel } from "../../schema/type/model.ts";
import { writingOf } from "../../schema/type/writing.ts";
import type { NamedCollection } from "../names.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { beside, type Doc, hardLine, indent, list } from "../text/doc.ts";
import { literalDoc, literalText } from "../text/literal.ts";
import { flatText, MAX_LINE } from "../text/print-doc.ts";
import { writeKeySpec } from "./key-spec.ts";
import { type ImportNames, importedName } from "./module-export.ts";
import { pointersType, writePointersSpec } from "./pointers-spec.ts";
import { writeServeSpec } from "./serve-spec.ts";
import { codecExpression, SECRET, versionExpression } from "./value-codec.ts";

/** Writes what the runtime must know about a collection: `const sessionSpec: CollectionSpec<…>`. */
export function writeCollectionSpec(
  writer: CodeWriter,
  named: NamedCollection,
  scope: Scope,
  codecs: ImportNames,
  functions: ImportNames,
): void {
  const { binding, collection, names } = named;
  const { key, codec, version, metadata, ttl, fallback, cache, cacheTtl, onInvalid } = collection;
  const { pointers, serve } = collection;
  const args = [
    key.params.length === 0 ? "object" : names.params,
    ...(serve === undefined ? [names.value] : []),
    ...(cache === undefined ? [metadata === undefined ? "undefined" : names.metadata] : []),
    ...(pointers === undefined ? [] : [pointersType(pointers, names)]),
    ...(fallback === undefined ? [] : [names.value]),
  ];
  const kind = scope.useType(specType(collection));
  const type = list(`${kind}<`, args, ">", { trailingComma: false });
  const secret = secretOf(codec);
  writer.open(
    secret !== undefined
      ? [`const ${names.stem}Spec = `, sealedHead(secret, type)]
      : [`const ${names.stem}Spec: `, type, " = {"],
  );
  const isFile = serve !== undefined;
  const name = `${binding}.${collection.name}`;
  writeKeySpec(writer, name, key, scope, codecs, isListed(collection), isFile);
  writer.line(["codec: ", codecExpression(collection, scope, functions), ","]);
  if (version?.in === "metadata") {
    const inMetadata = versionExpression("versionInMetadata", version, scope, functions);
    writer.line(["version: ", inMetadata, ","]);
  }
  writer.line(`value: check${names.value},`);
  const encoder = encoderOf(collection.value, names.value, scope);
  if (encoder !== undefined) writer.line(`encodeValue: ${encoder},`);
  if (metadata !== undefined) {
    const check = `check${names.metadata}`;
    const isBeside = version?.in === "metadata";
    writer.line(`metadata: ${isBeside ? `${scope.use("besideVersion")}(${check})` : check},`);
    const encoder = encoderOf(metadata, names.metadata, scope);
    if (encoder !== undefined) writer.line(`encodeMetadata: ${encoder},`);
  }
  writer.line(["ttl: ", ttlExpression(ttl, scope), ","]);
  if (cache !== undefined) writer.line(`cache: ${literalText(cache)},`);
  if (cacheTtl !== undefined) writer.line(`cacheTtl: ${cacheTtl},`);
  if (onInvalid === "missing") writer.line('onInvalid: "missing",');
  else if (onInvalid !== undefined)
    writer.line(`onInvalid: ${scope.use("repairedBy")}(${importedName(onInvalid, functions)}),`);
  if (fallback !== undefined) {
    const decoder = encoder === undefined ? undefined : `check${names.value}`;
    writer.line([fallbackDoc(fallback, decoder), ","]);
  }
  if (pointers !== undefined) writePointersSpec(writer, pointers, named, scope, codecs);
  if (serve !== undefined) writeServeSpec(writer, serve, scope);
  writer.close(secret !== undefined ? "});" : "};");
}

/** @param decoder the check that makes the fallback from its stored form, if that is another one. */
function fallbackDoc(fallback: unknown, decoder: string | undefined): Doc {
  const head = "fallback: () =>";
  const value = literalDoc(fallback);
  if (decoder !== undefined) return beside(head, list(`${decoder}(`, [value, "[]"], ")"));
  if (Array.isArray(fallback)) return [head, " ", value];
  const isObject = typeof fallback === "object" && fallback !== null;
  return isObject ? [head, " (", value, ")"] : beside(head, value);
}

/** The code of a policy is imported only if a collection has it: otherwise no bundle has it. */
function ttlExpression(ttl: TtlModel, scope: Scope): Doc {
  const call = (name: Parameters<Scope["use"]>[0], ...args: readonly (number | string)[]) =>
    list(`${scope.use(name)}(`, args.map(literalText), ")");
  switch (ttl.policy) {
    case "none":
      return scope.use("noTtl");
    case "fixed":
      return call("fixedTtl", ttl.seconds);
    case "default":
      return call("defaultTtl", ttl.seconds, ttl.min, ttl.max);
    case "required":
      return call("requiredTtl", ttl.min, ttl.max);
    case "optional":
      return call("optionalTtl", ttl.min, ttl.max);
    case "field":
      return call("fieldTtl", ttl.field, ttl.format);
  }
}

/** The parameter is broken over lines before its result type, which is broken too if it needs more than a line. */
function sealedHead(secret: string, type: Doc): Doc {
  const param = `${SECRET}: Env["${secret}"]`;
  const result = `): ${flatText(type)} => ({`;
  return result.length > MAX_LINE
    ? ["(", indent(hardLine, `${param},`), hardLine, "): ", type, " => ({"]
    : list("(", [param], result);
}

function specType({ cache, pointers, serve }: CollectionModel) {
  if (serve !== undefined) return "AssetServerSpec";
  if (cache !== undefined) return "CachedSpec";
  return pointers === undefined ? "CollectionSpec" : "PointedSpec";
}

/** The function that turns what is written into what is stored; `undefined` if they are the same. */
function encoderOf(type: TypeModel, name: string, scope: Scope): string | undefined {
  const writing = writingOf(type);
  if (writing === "as-read") return undefined;
  return writing === "encoded" ? `encode${name}` : scope.use("asGiven");
}

/**
 * The functions that repair or upgrade stored values, in the order of the collections; some may occur more than
 * once.
 */
export function functionsOf({ namespaces }: Model): readonly ModuleExportModel[] {
  return namespaces
    .flatMap(({ collections }) => collections)
    .flatMap(({ onInvalid, version }) => [
      ...(version?.upcasts ?? []),
      ...(typeof onInvalid === "object" ? [onInvalid] : []),
    ]);
}
