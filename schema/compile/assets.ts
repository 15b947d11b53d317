import { ENCODINGS } from "../../src/runtime/accept-encoding.ts";
import { durationToSeconds } from "../../src/runtime/duration.ts";
import type { AssetsDefinition } from "../define.ts";
import type { CollectionModel, ServeModel, TtlModel } from "../model.ts";
import type { DefinitionProblem } from "../problem.ts";
import type { ObjectType, PropertyModel } from "../type/model.ts";
import type { CompileContext } from "./context.ts";
import { compileKey } from "./key.ts";
import { checkMethods, methodsOf } from "./methods.ts";
import { ASSETS_OPTIONS } from "./option-tables.ts";
import { checkOptions } from "./options.ts";
import { compileTtl } from "./ttl.ts";

/** Browsers and caches may keep a file, but must ask each time whether it is still current. */
const DEFAULT_CACHE_CONTROL = "public, max-age=0, must-revalidate";

/**
 * The metadata of an asset: what a response's headers need, so that a list or a 304 reads no body.
 * Its bounds keep it far below KV's limit for metadata.
 */
const ASSET_METADATA: ObjectType = {
  kind: "object",
  unknown: "strip",
  properties: [
    {
      name: "contentType",
      description: "The media type, for `Content-Type`.",
      type: { kind: "string", checks: [{ check: "max_length", length: 100 }] },
    },
    {
      name: "etag",
      description: "A strong entity tag, quotes included, for `ETag`.",
      type: { kind: "string", checks: [{ check: "max_length", length: 50 }] },
    },
    {
      name: "size",
      description: "The number of bytes.",
      type: { kind: "number", int: true, checks: [] },
    },
  ],
};

/** Compiles an asset collection. */
export function compileAssets(
  name: string,
  options: AssetsDefinition["options"],
  { separator, problems }: Pick<CompileContext, "separator" | "problems">,
): CollectionModel | undefined {
  if (!checkOptions(options, ASSETS_OPTIONS, [], problems)) return undefined;
  // A path's `/` stays readable: only the separator and the character after the path are encoded.
  const key = compileKey(options.key, {}, separator, problems);
  if (key !== undefined && key.params.length !== 1) {
    problems.push({
      rule: "assets-key",
      path: ["key"],
      message: "an asset collection's key needs one parameter, for the file's path",
      help: "Write a template such as `site:{path}`.",
    });
  }
  const { from } = options;
  const serve = compileServe(options);
  if (serve.precompress.length > 0 && from === undefined) {
    problems.push({
      rule: "definition-invalid",
      path: ["precompress"],
      message: "only files of a folder are compressed, but the collection has none",
      help: "Leave `precompress` out: a `put` stores a file as it is.",
    });
  }
  const last = key?.segments.at(-1);
  if (serve.precompress.length > 0 && last !== undefined && "literal" in last) {
    problems.push({
      rule: "assets-key",
      path: ["key"],
      message:
        "compressed files need a key that ends with the file's path, because theirs have a mark after it",
      help: "End the template with the path, as `site:{path}` does, or leave `precompress` out.",
    });
  }
  const model: CollectionModel | undefined = key && {
    name,
    kind: "assets",
    ...(options.description !== undefined && { description: options.description }),
    ...(options.owner !== undefined && { owner: options.owner }),
    key,
    codec: "bytes",
    value: { kind: "bytes" },
    metadata: assetMetadata(serve.precompress),
    ttl: ttlOf(options, problems),
    ...(options.cacheTtl !== undefined && {
      cacheTtl: durationToSeconds(options.cacheTtl) ?? 0,
    }),
    ...methodsOf(options),
    ...(from !== undefined && { seed: { source: "folder", path: from } }),
    serve,
  };
  if (model !== undefined) checkMethods(options, model, problems);
  return model;
}

/** What a deploy writes never expires; what the Worker puts may. */
function ttlOf(
  { from, ttl }: AssetsDefinition["options"],
  problems: DefinitionProblem[],
): TtlModel {
  const end = from === undefined ? "they are removed" : "a deploy replaces them";
  const never = { policy: "none", reason: `files stay until ${end}` } as const;
  if (ttl === undefined) return never;
  const compiled = compileTtl(ttl, { kind: "bytes" });
  if ("rule" in compiled) problems.push({ ...compiled, path: ["ttl"] });
  else if (from === undefined) return compiled;
  else {
    problems.push({
      rule: "definition-invalid",
      path: ["ttl"],
      message: "files of a folder do not expire: the next deploy would not write them again",
      help: "Leave `ttl` out, or keep the files that expire in a collection without `from`.",
    });
  }
  return never;
}

/** If the compressed forms of files are also stored, the metadata lists them. */
function assetMetadata(precompress: ServeModel["precompress"]): ObjectType {
  if (precompress.length === 0) return ASSET_METADATA;
  const size = { kind: "number", int: true, checks: [] } as const;
  const forms = precompress.map((encoding) => ({
    name: encoding,
    type: { kind: "optional", inner: size } as const,
  }));
  const encodings: PropertyModel = {
    name: "encodings",
    description: "The compressed forms that are stored as well, with their numbers of bytes.",
    type: { kind: "optional", inner: { kind: "object", unknown: "strip", properties: forms } },
  };
  return { ...ASSET_METADATA, properties: [...ASSET_METADATA.properties, encodings] };
}

/** Compiles the options of `serve`. */
function compileServe(options: AssetsDefinition["options"]): ServeModel {
  const { mount = "/", cleanUrls, singlePageApp, notFound, cacheControl = {} } = options;
  const rules = Object.entries(
    typeof cacheControl === "string" ? { "*": cacheControl } : cacheControl,
  );
  const last = rules.findIndex(([files]) => files === "*");
  const { precompress = false } = options;
  const chosen = precompress === true ? ENCODINGS : precompress || [];
  return {
    mount: mount.endsWith("/") ? mount : `${mount}/`,
    ...(cleanUrls === true && { cleanUrls }),
    ...(singlePageApp !== undefined && { singlePageApp }),
    ...(notFound !== undefined && { notFound }),
    cacheControl: (last < 0
      ? [...rules, ["*", DEFAULT_CACHE_CONTROL] as const]
      : rules.slice(0, last + 1)
    ).map(([files, value]) => ({ files, value })),
    precompress: ENCODINGS.filter((encoding) => chosen.includes(encoding)),
  };
}
