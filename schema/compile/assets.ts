import { ENCODINGS } from "../../src/runtime/accept-encoding.ts";
import type { AssetsDefinition } from "../define.ts";
import type { ServeModel } from "../model.ts";
import type { ObjectType, PropertyModel } from "../type/model.ts";

/** Browsers and caches may keep a file, and ask each time whether it is still the one. */
const DEFAULT_CACHE_CONTROL = "public, max-age=0, must-revalidate";

/**
 * The metadata of an asset: what a response's headers need, so that a list or a 304 reads no body.
 * The bounds keep it far below KV's limit for metadata.
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

/** Where the compressed forms of files are stored as well, the metadata tells of them. */
export function assetMetadata(precompress: ServeModel["precompress"]): ObjectType {
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
export function compileServe(options: AssetsDefinition["options"]): ServeModel {
  const { mount = "/", notFound, cacheControl = {}, precompress = false } = options;
  const rules = Object.entries(
    typeof cacheControl === "string" ? { "*": cacheControl } : cacheControl,
  );
  const last = rules.findIndex(([files]) => files === "*");
  const chosen = precompress === true ? ENCODINGS : precompress || [];
  return {
    mount: mount.endsWith("/") ? mount : `${mount}/`,
    ...(notFound !== undefined && { notFound }),
    cacheControl: (last < 0
      ? [...rules, ["*", DEFAULT_CACHE_CONTROL] as const]
      : rules.slice(0, last + 1)
    ).map(([files, value]) => ({ files, value })),
    precompress: ENCODINGS.filter((encoding) => chosen.includes(encoding)),
  };
}
