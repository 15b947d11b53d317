import type { core } from "zod";
import { durationToSeconds } from "../../src/runtime/duration.ts";
import { plainCodec } from "../codec.ts";
import type { CollectionDefinition } from "../define.ts";
import type { CollectionModel, TtlModel, ValueCodec } from "../model.ts";
import type { DefinitionProblem } from "../problem.ts";
import type { TtlPolicy } from "../ttl.ts";
import type { TypeModel } from "../type/model.ts";
import { cacheFault, compileCache } from "./cache.ts";
import { checkCodec, compileCodec, TYPES_OF_BYTES } from "./codec.ts";
import type { CompileContext } from "./context.ts";
import { compileFallback } from "./fallback.ts";
import { compileKey } from "./key.ts";
import { checkMethods, methodsOf } from "./methods.ts";
import { COLLECTION_OPTIONS } from "./option-tables.ts";
import { checkOptions, missingOption } from "./options.ts";
import { compilePointers } from "./pointers.ts";
import { compileRedact } from "./redact.ts";
import { compileSeed } from "./seed.ts";
import { compileTtl } from "./ttl.ts";
import { compileType } from "./type.ts";
import { compileVersion } from "./version.ts";

/** Compiles a collection of records; paths of problems start at the collection. */
export function compileRecords(
  name: string,
  options: CollectionDefinition["options"],
  context: CompileContext,
): CollectionModel | undefined {
  const { separator, problems } = context;
  if (!checkOptions(options, COLLECTION_OPTIONS, [], problems)) return undefined;
  const { cache, cacheTtl, description, fallback, onInvalid, pointers = {}, seed } = options;
  const codec = compileCodec(options.codec ?? "json", problems);
  const key = compileKey(options.key, options.params ?? {}, separator, problems);
  const value = compileValue(codec, options.value, context);
  const metadata = options.metadata && compileType(options.metadata, "metadata", context);
  const ttl = ttlOf(options.ttl, value, problems);
  const cacheModel = cache && compileCache(cache);
  const pointerModels =
    key &&
    compilePointers(pointers, {
      key,
      schemas: options.params ?? {},
      value,
      hasCache: cache !== undefined,
      separator,
      problems,
    });
  // A cache can load what it cannot read: that is no reason to fail until the record has expired.
  const invalid = onInvalid ?? (cache === undefined ? "throw" : "missing");
  const missing =
    fallback === undefined || options.value === undefined
      ? undefined
      : fallbackOf(fallback, options.value, value, problems);
  const redactModel =
    key && options.redact && compileRedact(options.redact, { key, value, metadata, problems });
  const seedModel = seed === undefined ? undefined : compileSeed(seed, codec, problems);
  checkCodec(codec, options, value, problems);
  const version = compileVersion(options, { codec, cache: cacheModel, metadata }, problems);
  const fault = key && cacheModel && cacheFault({ codec, key, metadata, ttl }, cacheModel);
  if (fault !== undefined) {
    const { option, ...rest } = fault;
    const path = option === undefined ? ["cache"] : ["cache", option];
    problems.push({ rule: "cache-invalid", path, ...rest });
  }
  const model: CollectionModel | undefined = key && {
    name,
    kind: "records",
    ...(description !== undefined && { description }),
    ...(options.owner !== undefined && { owner: options.owner }),
    ...(options.deprecated !== undefined && { deprecated: options.deprecated }),
    key,
    codec,
    ...(version !== undefined && { version }),
    value,
    ...(metadata !== undefined && { metadata }),
    ttl,
    ...(missing !== undefined && { fallback: missing }),
    ...(cacheModel !== undefined && { cache: cacheModel }),
    ...(cacheTtl !== undefined && { cacheTtl: durationToSeconds(cacheTtl) ?? 0 }),
    ...(pointerModels !== undefined && pointerModels.length > 0 && { pointers: pointerModels }),
    ...(invalid !== "throw" && { onInvalid: invalid }),
    ...methodsOf(options),
    ...(redactModel !== undefined && { redact: redactModel }),
    ...(seedModel !== undefined && { seed: seedModel }),
  };
  if (model !== undefined) checkMethods(options, model, problems);
  return model;
}

function compileValue(
  codec: ValueCodec,
  schema: core.$ZodType | undefined,
  context: CompileContext,
): TypeModel {
  const plain = plainCodec(codec);
  if (plain === "bytes" || plain === "stream") return TYPES_OF_BYTES[plain];
  if (schema !== undefined) return compileType(schema, "value", context);
  context.problems.push(missingOption(COLLECTION_OPTIONS, "value", []));
  return { kind: "null" };
}

/** @returns the fallback as it would be stored; nothing if it is wrong. */
function fallbackOf(
  fallback: unknown,
  schema: core.$ZodType,
  type: TypeModel,
  problems: DefinitionProblem[],
): unknown {
  const compiled = compileFallback(fallback, schema, type);
  if ("stored" in compiled) return compiled.stored;
  problems.push({ rule: "fallback-mismatch", path: ["fallback"], ...compiled });
  return undefined;
}

function ttlOf(
  policy: TtlPolicy | undefined,
  value: TypeModel,
  problems: DefinitionProblem[],
): TtlModel {
  const compiled =
    policy === undefined
      ? ({
          rule: "ttl-missing",
          message: "the collection has no TTL policy",
          help: 'Add `ttl: ttl.default("1h")`, or `ttl: ttl.none("why records may stay forever")`.',
        } as const)
      : compileTtl(policy, value);
  if ("policy" in compiled) return compiled;
  problems.push({ ...compiled, path: policy === undefined ? [] : ["ttl"] });
  return { policy: "none", reason: "" };
}
