import type { core } from "zod";
import { durationToSeconds } from "../../src/runtime/duration.ts";
import { reasonOf } from "../../src/runtime/error.ts";
import { plainCodec, secretOf } from "../codec.ts";
import type { AssetsDefinition, CollectionDefinition } from "../define.ts";
import { DEFINITION } from "../define.ts";
import { type MethodName, whyNot } from "../methods.ts";
import type { CollectionModel, SeedModel, TtlModel, ValueCodec } from "../model.ts";
import type { DefinitionProblem, Path } from "../problem.ts";
import type { TtlPolicy } from "../ttl.ts";
import { authoredIn } from "../type/authored.ts";
import { describeType, type TypeFault } from "../type/describe.ts";
import { notCompiled } from "../type/faults.ts";
import { missingParts } from "../type/missing-parts.ts";
import type { TypeModel } from "../type/model.ts";
import { pathOf } from "../type/steps.ts";
import { isMixed, storedForm } from "../type/writing.ts";
import { assetMetadata, compileServe } from "./assets.ts";
import { cacheFault, compileCache } from "./cache.ts";
import { checkCodec, compileCodec, TYPES_OF_BYTES } from "./codec.ts";
import { compileFallback } from "./fallback.ts";
import { compileKey } from "./key.ts";
import { ASSETS_OPTIONS, COLLECTION_OPTIONS, checkOptions, missingOption } from "./options.ts";
import { compilePointers } from "./pointers.ts";
import { compileTtl } from "./ttl.ts";
import { compileVersion } from "./version.ts";

/** What compiling a collection needs to know of its surroundings. */
export interface CompileContext {
  readonly separator: string;
  /** Whether parts of types may be the author's schema to check. */
  readonly zodInWorker: "allow" | "error";
  readonly path: Path;
  readonly problems: DefinitionProblem[];
}

/** Compiles one collection; problems are added with paths that start at `path`. */
export function compileCollection(
  name: string,
  definition: CollectionDefinition | AssetsDefinition,
  context: CompileContext,
): CollectionModel | undefined {
  const found: DefinitionProblem[] = [];
  const compiler = new CollectionCompiler({ ...context, problems: found });
  const model =
    definition[DEFINITION] === "assets"
      ? compiler.compileAssets(name, definition.options)
      : compiler.compileRecords(name, definition.options);
  for (const problem of found) {
    context.problems.push({ ...problem, path: [...context.path, ...problem.path] });
  }
  if (model === undefined) return undefined;
  // Only of a definition with a model are the options known to be an object.
  const { renamedFrom } = definition.options;
  return renamedFrom === undefined ? model : { ...model, renamedFrom: [renamedFrom].flat() };
}

class CollectionCompiler {
  readonly #separator: string;
  readonly #isZodAllowed: boolean;
  readonly #problems: DefinitionProblem[];

  constructor({ separator, zodInWorker, problems }: CompileContext) {
    this.#separator = separator;
    this.#isZodAllowed = zodInWorker === "allow";
    this.#problems = problems;
  }

  compileRecords(
    name: string,
    options: CollectionDefinition["options"],
  ): CollectionModel | undefined {
    if (!checkOptions(options, COLLECTION_OPTIONS, [], this.#problems)) return undefined;
    const { cache, cacheTtl, description, fallback, onInvalid, seed } = options;
    const codec = compileCodec(options.codec ?? "json", this.#problems);
    const { pointers = {} } = options;
    const key = compileKey(options.key, options.params ?? {}, this.#separator, this.#problems);
    const value = this.#compileValue(codec, options.value);
    const metadata = options.metadata && this.#compileType(options.metadata, "metadata");
    const ttl = this.#compileTtl(options.ttl, value);
    const cacheModel = cache && compileCache(cache);
    const pointerModels =
      key &&
      compilePointers(pointers, {
        key,
        schemas: options.params ?? {},
        value,
        hasCache: cache !== undefined,
        separator: this.#separator,
        problems: this.#problems,
      });
    const missing =
      fallback === undefined || options.value === undefined
        ? undefined
        : this.#compileFallback(fallback, options.value, value);
    const seedModel = seed === undefined ? undefined : this.#compileSeed(seed, codec);
    checkCodec(codec, options, value, this.#problems);
    const version = compileVersion(options, { codec, cache: cacheModel, metadata }, this.#problems);
    const fault = key && cacheModel && cacheFault({ codec, key, metadata, ttl }, cacheModel);
    if (fault !== undefined) {
      const { option, ...rest } = fault;
      const path = option === undefined ? ["cache"] : ["cache", option];
      this.#problems.push({ rule: "cache-invalid", path, ...rest });
    }
    const model: CollectionModel | undefined = key && {
      name,
      kind: "records",
      ...(description !== undefined && { description }),
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
      ...(onInvalid !== undefined && onInvalid !== "throw" && { onInvalid }),
      ...(options.methods !== undefined && { methods: [...new Set(options.methods)].sort() }),
      ...(seedModel !== undefined && { seed: seedModel }),
    };
    if (model !== undefined) this.#checkMethods(options.methods ?? [], model);
    return model;
  }

  #checkMethods(methods: readonly MethodName[], collection: CollectionModel): void {
    for (const [index, method] of methods.entries()) {
      const reason = whyNot(method, collection);
      if (reason === undefined) continue;
      this.#problems.push({
        rule: "definition-invalid",
        path: ["methods", index],
        message: `the collection cannot have the method \`${method}\`: ${reason}`,
        help: "Take it out of `methods`.",
      });
    }
  }

  compileAssets(name: string, options: AssetsDefinition["options"]): CollectionModel | undefined {
    if (!checkOptions(options, ASSETS_OPTIONS, [], this.#problems)) return undefined;
    // A path's `/` stays readable: only the separator and what follows the path are encoded.
    const key = compileKey(options.key, {}, this.#separator, this.#problems);
    if (key !== undefined && key.params.length !== 1) {
      this.#problems.push({
        rule: "assets-key",
        path: ["key"],
        message: "an asset collection's key needs one parameter, for the file's path",
        help: "Write a template such as `site:{path}`.",
      });
    }
    const serve = compileServe(options);
    const last = key?.segments.at(-1);
    if (serve.precompress.length > 0 && last !== undefined && "literal" in last) {
      this.#problems.push({
        rule: "assets-key",
        path: ["key"],
        message:
          "compressed files need a key that ends with the file's path, to mark theirs behind it",
        help: "End the template with the path, as `site:{path}` does, or leave `precompress` out.",
      });
    }
    return (
      key && {
        name,
        kind: "assets",
        ...(options.description !== undefined && { description: options.description }),
        key,
        codec: "bytes",
        value: { kind: "bytes" },
        metadata: assetMetadata(serve.precompress),
        ttl: { policy: "none", reason: "files stay until a deploy replaces them" },
        ...(options.cacheTtl !== undefined && {
          cacheTtl: durationToSeconds(options.cacheTtl) ?? 0,
        }),
        seed: { source: "folder", path: options.from },
        serve,
      }
    );
  }

  #compileValue(codec: ValueCodec, schema: core.$ZodType | undefined): TypeModel {
    const plain = plainCodec(codec);
    if (plain === "bytes" || plain === "stream") return TYPES_OF_BYTES[plain];
    if (schema !== undefined) return this.#compileType(schema, "value");
    this.#problems.push(missingOption(COLLECTION_OPTIONS, "value", []));
    return { kind: "null" };
  }

  #compileType(schema: core.$ZodType, part: "value" | "metadata"): TypeModel {
    const faults: TypeFault[] = [];
    const type = this.#describe(schema, part, faults);
    if (!this.#isZodAllowed) {
      const help = 'Use plain types and checks, or allow it with `zodInWorker: "allow"`.';
      for (const { steps, reason } of authoredIn(type)) {
        faults.push(notCompiled(pathOf(steps), reason, help));
      }
    }
    if (isMixed(type)) {
      const message = "a codec beside a `.transform()` that has no way back cannot be written";
      const help = "Make a codec of the transform: `z.codec(in, out, { decode, encode })`.";
      faults.push({ rule: "type-not-supported", path: [], message, help });
    }
    for (const fault of faults) {
      this.#problems.push({ ...fault, path: [part, ...fault.path] });
    }
    const { kind } = storedForm(type);
    if (part === "metadata" && (kind === "nullable" || kind === "null")) {
      this.#problems.push({
        rule: "value-not-json",
        path: [part],
        message: "KV does not keep `null` as metadata: it reads back as none",
        help: "Use `.optional()`.",
      });
    }
    for (const path of missingParts(type)) {
      // A record may well have no metadata.
      if (part === "metadata" && path.length === 0) continue;
      this.#problems.push({
        rule: "value-not-json",
        path: [part, ...path],
        message: "JSON cannot carry an optional value, other than as an object's property",
        help: "Use `.nullable()`, or `.default()`.",
      });
    }
    return type;
  }

  #describe(schema: core.$ZodType, part: string, faults: TypeFault[]): TypeModel {
    try {
      return describeType(schema, faults);
    } catch (error) {
      // A getter of the author's, in `z.lazy` or in a recursive object.
      this.#problems.push({
        rule: "definition-invalid",
        path: [part],
        message: `the type cannot be read: ${reasonOf(error)}`,
        help: "Mend what `z.lazy` or the getters in it give.",
      });
      return { kind: "null" };
    }
  }

  /** @returns the fallback as it would be stored; nothing where it is wrong. */
  #compileFallback(fallback: unknown, schema: core.$ZodType, type: TypeModel): unknown {
    const compiled = compileFallback(fallback, schema, type);
    if ("stored" in compiled) return compiled.stored;
    this.#problems.push({ rule: "fallback-mismatch", path: ["fallback"], ...compiled });
    return undefined;
  }

  #compileTtl(policy: TtlPolicy | undefined, value: TypeModel): TtlModel {
    const compiled =
      policy === undefined
        ? ({
            rule: "ttl-missing",
            message: "the collection says nothing on TTL",
            help: 'Add `ttl: ttl.default("1h")`, or `ttl: ttl.none("why records may stay for ever")`.',
          } as const)
        : compileTtl(policy, value);
    if ("policy" in compiled) return compiled;
    this.#problems.push({ ...compiled, path: policy === undefined ? [] : ["ttl"] });
    return { policy: "none", reason: "" };
  }

  #compileSeed(
    seed: NonNullable<CollectionDefinition["options"]["seed"]>,
    codec: ValueCodec,
  ): SeedModel {
    const secret = secretOf(codec);
    if (secret !== undefined) {
      this.#problems.push({
        rule: "seed-not-supported",
        path: ["seed"],
        message: `sealed values cannot be seeded: only the Worker has the secret ${secret}`,
        help: "Leave `seed` out, and let the Worker write the records.",
      });
    }
    if (typeof seed !== "string") return { source: "inline", records: seed };
    if (seed.endsWith(".json")) return { source: "json", path: seed };
    if (seed.endsWith(".csv")) return { source: "csv", path: seed };
    if (/\.(ndjson|jsonl)$/.test(seed)) return { source: "ndjson", path: seed };
    if (!/\.[cm]?[jt]s$/.test(seed)) {
      this.#problems.push({
        rule: "seed-not-supported",
        path: ["seed"],
        message: `nothing is known of how to read the seed \`${seed}\``,
        help: "Use a .json, .ndjson or .csv file, or a module (.ts, .js) whose default export gives records.",
      });
    }
    return { source: "module", path: seed };
  }
}
